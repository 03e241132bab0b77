// Provisional, until contracts/openapi exists: then each becomes an alias of a generated schema.

export type Role =
  | 'referrer'
  | 'professional'
  | 'delegate'
  | 'care_coordinator'
  | 'social_coordinator'
  | 'secretary'
  | 'director'
  | 'regulator'
  | 'evaluator'
  | 'partner'
  | 'health_mediator'
  | 'case_manager'
  | 'project_officer'
  | 'quality_referent'
  | 'guest'
  | 'platform_operator'
  | 'suspended';

export interface Session {
  account_id: string;
  name: string;
  email: string;
  cpts: { id: string; name: string } | null;
  roles: Role[];
  memberships: { cpts_id: string; cpts_name: string; roles: Role[] }[];
  professional_id: string | null;
  structure: string | null;
  demonstration: boolean;
}

export interface LoginMethods {
  password: boolean;
  email_link: boolean;
  oidc: { key: string; label: string; href: string }[];
}

export interface DemonstrationAccount {
  email: string;
  password: string;
  name: string;
  roles: Role[];
  label: string;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Worklist {
  key: string;
  count: number;
  href: string;
  oldest_at: string | null;
}

export interface Commune {
  code: string;
  name: string;
  department?: string | null;
  population?: number | null;
  lat?: number | null;
  lon?: number | null;
}

export type Urgency = 'normal' | 'soon' | 'urgent';
export type Answer = 'yes' | 'no' | 'unknown';
export type ReferralStatus =
  | 'draft'
  | 'stated'
  | 'qualified'
  | 'searching'
  | 'proposed'
  | 'placed'
  | 'closed'
  | 'on_hold'
  | 'redirected'
  | 'withdrawn';

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

export interface ReferralRow {
  referral_id: string;
  case_number: string;
  kind: Kind;
  status: ReferralStatus;
  priority_class: string | null;
  priority_words?: string | null;
  age_band: string;
  sex: 'female' | 'male' | 'unknown' | null;
  place: string;
  need_codes: string[];
  urgency: Urgency;
  target_at: string | null;
  overdue: boolean;
  stated_at: string;
  qualified_at: string | null;
  last_movement_at: string;
  referrer_name: string | null;
  ball: string | null;
  next_step: { code: string; at: string | null } | null;
  answers: { asked: number; yes: number; no: number; silent: number };
}

export interface BoardColumn {
  status: ReferralStatus;
  count: number;
  cards: ReferralRow[];
}

export interface Referral extends ReferralRow {
  explanation: string[];
  allowed_acts: string[];
  held_until: string | null;
  held_from?: ReferralStatus | null;
  closing: { missing: string[] } | null;
}

export interface TimelineEntry {
  at: string;
  code: string;
  who: string | null;
  words?: string | null;
}

export interface Notice {
  notice_id: string;
  name: string;
  role: string;
  state: 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | 'waived';
  reason?: string | null;
  at?: string | null;
}

export interface Candidate {
  professional_id: string;
  name: string;
  profession: string;
  place: string | null;
  distance_band: string | null;
  rank: number;
  reasons: { kind: 'for' | 'attention' | 'against'; code: string; words: string }[];
  fair_share: { placements: number; target: number; shortfall: number } | null;
}

export interface Candidates {
  rule_version: string;
  ring_km: number;
  wave_size: number;
  answer_within_hours: number;
  candidates: Candidate[];
  excluded: { professional_id: string; name: string; condition_code: string; words: string }[];
}

export interface Proposal {
  professional_id: string;
  name: string;
  place: string | null;
  distance_band?: string | null;
  phone?: string | null;
  condition?: string | null;
  answered_at: string;
  rank: number;
  state: 'proposed' | 'reserve' | 'chosen' | 'declined';
}

export interface TotpEnrolment {
  secret: string;
  uri: string;
  qr_svg: string;
}

export interface LinkRedeemed {
  session: Session | null;
  enrolment: TotpEnrolment | null;
}
