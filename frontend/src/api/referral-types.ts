// biome-ignore-all lint/style/noExcessiveLinesPerFile: leaves with the generated contract
// Provisional, until contracts/openapi exists: then each becomes an alias of a generated schema.
import type { ReferralStatus, Urgency } from './types';

export type Kind =
  | 'medecin_traitant'
  | 'care'
  | 'social'
  | 'specialist'
  | 'discharge'
  | 'dental'
  | 'imaging_biology'
  | 'psychiatry'
  | 'snp';

export type Sex = 'female' | 'male' | 'unknown';
export type Ball = 'referrer' | 'coordinator' | 'professionals' | 'person' | 'nobody';

export interface Reason {
  kind: 'for' | 'attention' | 'against';
  code: string;
  words: string;
}

export interface ReferralRow {
  referral_id: string;
  case_number: string;
  kind: Kind;
  status: ReferralStatus;
  /** 1 (the most pressing) to 5. */
  priority_class: number;
  priority_words: string;
  age_band: string;
  sex: Sex;
  place: { commune_code: string; name: string } | null;
  need_codes: string[];
  urgency: Urgency;
  target_at: string | null;
  overdue: boolean;
  is_stalled: boolean;
  stated_at: string;
  qualified_at: string | null;
  last_movement_at: string;
  referrer_name: string;
  ball: Ball;
  next_step: { code: string; at: string | null } | null;
  answers: { asked: number; yes: number; no: number; silent: number };
}

export interface BoardColumn {
  status: ReferralStatus;
  count: number;
  cards: ReferralRow[];
}

export interface Referral extends ReferralRow {
  explanation: Reason[];
  priority_rule_version: string;
  expert_class: number | null;
  decided_class: number | null;
  home_visit: boolean;
  advance_choice: boolean;
  usual_professional_id: string | null;
  allowed_acts: string[];
  held_until: string | null;
  reason_code: string | null;
  placed_professional_id: string | null;
  placed_professional_name: string | null;
  placed_at: string | null;
  first_appointment: {
    state: 'awaited' | 'booked' | 'stated' | 'waived';
    at: string | null;
    appointment_id: string | null;
  };
  declaration: 'awaited' | 'confirmed' | 'waived';
  outcome_code: string | null;
  closing: { missing: string[] };
  request_exists: boolean;
  possible_duplicate_of: string | null;
  merged_into: string | null;
  etag: string;
}

export interface TimelineLine {
  id: string;
  code: string;
  at: string;
  by_name: string;
  by_professional_id: string | null;
  details: Record<string, unknown>;
}

export interface Notice {
  notice_id: string;
  subject: string;
  state: 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | 'waived';
  channel: 'mail' | 'application';
  queued_at: string;
  state_at: string;
  waived_reason: string | null;
}

export interface Participant {
  participant_id: string;
  part: 'referrer' | 'medecin_traitant' | 'accepting_professional' | 'named';
  name: string;
  professional_id: string | null;
  notices: Notice[];
}

export interface StateNeed {
  kind: Kind;
  patient: {
    family_name: string;
    birth_name?: string | null;
    given_name: string;
    birth: { date?: string | null; year?: number | null; unknown?: boolean };
    sex: Sex;
    nir?: string | null;
  };
  residence: { commune_code?: string | null; none?: boolean; address?: string | null };
  contact: { phone?: string | null; email?: string | null; through_referrer?: boolean };
  need: string[];
  urgency: Urgency;
  criteria: Record<string, string>;
  constraints: {
    home_visit?: boolean;
    wheelchair?: boolean;
    language_codes?: string[];
    language_imperative?: boolean;
    doctor_sex?: 'female' | 'male' | null;
    doctor_sex_imperative?: boolean;
    advance_choice?: boolean;
  };
  consent: { search: boolean; bulletin_sharing?: boolean; given: 'oral' | 'written' | 'representative' };
  usual_professional_id?: string | null;
  expert_class?: number | null;
  care?: Record<string, string> | null;
  social?: Record<string, string> | null;
}

export interface RefuseConsent {
  kind: Kind;
  commune_code?: string | null;
  recontact_on?: string | null;
}

export interface Identity {
  family_name: string;
  birth_name: string | null;
  given_name: string;
  birth_date: string | null;
  birth_year: number | null;
  sex: Sex;
  address: string | null;
  commune_code: string | null;
  phone: string | null;
  email: string | null;
  through_referrer: boolean;
  nir: string | null;
}

export interface CareBulletin {
  referral_id: string;
  ground: string;
  identity: Identity;
  difficulty: string | null;
  care_asked: string | null;
  usual_carers: string | null;
  treatment: string | null;
  mobility: string | null;
  preferences: string | null;
  language_codes: string[];
  cover: string;
  updated_at: string;
  updated_by_name: string;
  version: number;
}

export interface ReadingLine {
  at: string;
  reader_name: string;
  reader_professional_id: string | null;
  what: string;
  ground: string;
}

export interface Candidate {
  professional_id: string;
  name: string;
  profession: string;
  place: string | null;
  distance_band: string;
  rank: number;
  usual_doctor: boolean;
  proposed: boolean;
  reasons: Reason[];
  fair_share: { placements: number; calibration: number; target: number; shortfall: number; in_hand: number };
}

export interface Candidates {
  rule_version: string;
  ring_km: number;
  rings_km: number[];
  wave_size: number;
  answer_within_hours: number;
  answer_by: string;
  usual_doctor_alone: boolean;
  following: 'wave' | 'wider_ring' | 'call_list';
  waves_sent: number;
  candidates: Candidate[];
  excluded: { professional_id: string; name: string; condition_code: string; words: string }[];
}

export type SolicitationAnswer = 'yes' | 'no' | 'never_this_kind' | 'pause';

export interface Solicitation {
  solicitation_id: string;
  professional_id: string;
  name: string;
  profession: string;
  distance_band: string;
  state: 'asked' | 'silent' | 'yes' | 'no' | 'chosen' | 'declined' | 'thanked' | 'released';
  answer: SolicitationAnswer | null;
  condition: string | null;
  reason_code: string | null;
  answered_at: string | null;
  answered_late: boolean;
  standing: 'proposal' | 'reserve' | null;
  reserve_rank: number | null;
  reminded_at: string | null;
  mailed: boolean;
  reasons: Reason[];
}

export interface Wave {
  wave_id: string;
  number: number;
  ring_km: number;
  asked_at: string;
  answer_by: string;
  asked_by_name: string;
  state: 'running' | 'answered' | 'silent' | 'ended';
  solicitations: Solicitation[];
}

export interface Waves {
  items: Wave[];
  next_wave_due: boolean;
}

export interface MySolicitation {
  solicitation_id: string;
  card_id: string;
  state: 'open' | 'answered' | 'placed' | 'expired' | 'withdrawn';
  urgency: Urgency;
  age_band: string;
  sex: 'female' | 'male' | null;
  place: string;
  distance_band: string;
  need_codes: string[];
  constraints: string[];
  answer_by: string;
  my_answer: SolicitationAnswer | null;
  condition: string | null;
  reason_code: string | null;
  answered_at: string | null;
  standing: 'proposal' | 'reserve' | null;
  changeable: boolean;
  asked_at: string;
  referral_id: string | null;
}
