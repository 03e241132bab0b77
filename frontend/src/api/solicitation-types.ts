// Provisional, until the contract of referral-svc holds its solicitations.
import type { Reason, Urgency } from './types';

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
