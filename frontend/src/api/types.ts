// Provisional, until contracts/openapi exists: then each becomes an alias of a generated schema.
export * from './referral-types';

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

export interface Worklists {
  items: Worklist[];
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

export interface TotpEnrolment {
  secret: string;
  uri: string;
  qr_svg: string;
}

export interface LinkRedeemed {
  session: Session | null;
  enrolment: TotpEnrolment | null;
}
