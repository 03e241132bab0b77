// Provisional, until contracts/openapi exists: then the intersection of the generated `paths`.
import type { paths as DirectoryPaths } from './directory.gen';
import type {
  BoardColumn,
  Candidates,
  CareBulletin,
  Commune,
  DemonstrationAccount,
  LinkRedeemed,
  LoginMethods,
  MySolicitation,
  Page,
  Participant,
  ReadingLine,
  Referral,
  ReferralRow,
  RefuseConsent,
  Session,
  SolicitationAnswer,
  StateNeed,
  TimelineLine,
  Waves,
  Worklists,
} from './types';

interface Json<T> {
  content: { 'application/json': T };
  headers: Record<string, unknown>;
}

interface Operation<Result, Body = never, Query = never, Path = never> {
  parameters: [Path] extends [never]
    ? { query?: Query; header?: Record<string, string> }
    : { query?: Query; path: Path; header?: Record<string, string> };
  requestBody?: [Body] extends [never] ? never : { content: { 'application/json': Body } };
  responses: { 200: Json<Result> };
}

interface Provisional {
  '/api/accounts/v1/session': { get: Operation<Session>; delete: Operation<undefined> };
  '/api/accounts/v1/session/cpts': { put: Operation<Session, { cpts_id: string }> };
  '/api/accounts/v1/sessions': { delete: Operation<undefined> };
  '/api/accounts/v1/login-methods': { get: Operation<LoginMethods> };
  '/api/accounts/v1/sessions/password': { post: Operation<Session, { email: string; password: string }> };
  '/api/accounts/v1/sessions/email-links': {
    post: Operation<{ sent: boolean; minutes: number }, { email: string }>;
  };
  '/api/accounts/v1/sessions/email-link': {
    post: Operation<LinkRedeemed, { token: string; totp?: string | null }>;
  };
  '/api/accounts/v1/demonstration-accounts': { get: Operation<DemonstrationAccount[]> };
  '/api/directory/v1/communes': { get: Operation<Page<Commune>, never, { name?: string; limit?: number }> };
  '/api/directory/v1/worklists': { get: Operation<Worklists> };
  '/api/referral/v1/worklists': { get: Operation<Worklists> };
  '/api/scheduling/v1/worklists': { get: Operation<Worklists> };
  '/api/referral/v1/referrals': {
    get: Operation<Page<ReferralRow>, never, Record<string, unknown>>;
    post: Operation<Referral, StateNeed>;
  };
  '/api/referral/v1/referrals/board': {
    get: Operation<{ columns: BoardColumn[] }, never, Record<string, unknown>>;
  };
  '/api/referral/v1/refused-consents': { post: Operation<{ id: string }, RefuseConsent> };
  '/api/referral/v1/referrals/{referral_id}': { get: Operation<Referral, never, never, Id> };
  '/api/referral/v1/referrals/{referral_id}/timeline': {
    get: Operation<{ items: TimelineLine[] }, never, never, Id>;
  };
  '/api/referral/v1/referrals/{referral_id}/participants': {
    get: Operation<{ items: Participant[] }, never, never, Id>;
  };
  '/api/referral/v1/referrals/{referral_id}/care-bulletin': {
    get: Operation<CareBulletin, never, never, Id>;
  };
  '/api/referral/v1/referrals/{referral_id}/reading-log': {
    get: Operation<{ items: ReadingLine[]; intact: boolean }, never, never, Id>;
  };
  '/api/referral/v1/referrals/{referral_id}/candidates': { get: Operation<Candidates, never, never, Id> };
  '/api/referral/v1/referrals/{referral_id}/solicitations': { get: Operation<Waves, never, never, Id> };
  '/api/referral/v1/solicitations': {
    get: Operation<Page<MySolicitation>, never, { state?: string; cursor?: string; limit?: number }>;
  };
  '/api/referral/v1/solicitations/{solicitation_id}/answer': {
    post: Operation<
      MySolicitation,
      {
        answer: SolicitationAnswer;
        condition?: string | null;
        reason_code?: string | null;
        pause_days?: number | null;
      },
      never,
      { solicitation_id: string }
    >;
  };
  '/api/referral/v1/referrals/{referral_id}/notices/{notice_id}/waiver': {
    post: Operation<unknown, { reason: string }, never, Id & { notice_id: string }>;
  };
  '/api/referral/v1/referrals/{referral_id}/qualification': {
    post: Operation<Referral, { expert_class?: number | null; criteria?: Record<string, string> }, never, Id>;
  };
  '/api/referral/v1/referrals/{referral_id}/hold': {
    post: Operation<Referral, { reason_code: string; until?: string | null }, never, Id>;
  };
  '/api/referral/v1/referrals/{referral_id}/resumption': {
    post: Operation<Referral, Record<string, never>, never, Id>;
  };
  '/api/referral/v1/referrals/{referral_id}/redirection': {
    post: Operation<Referral, { reason_code: string }, never, Id>;
  };
  '/api/referral/v1/referrals/{referral_id}/withdrawal': {
    post: Operation<Referral, { reason_code: string }, never, Id>;
  };
  '/api/referral/v1/referrals/{referral_id}/duplicate-merge': {
    post: Operation<Referral, { into: string }, never, Id>;
  };
  '/api/referral/v1/referrals/{referral_id}/choice': {
    post: Operation<Referral, { professional_id: string; recorded: string }, never, Id>;
  };
  '/api/referral/v1/referrals/{referral_id}/choice/decline': {
    post: Operation<Referral, { professional_id?: string | null; reason_code?: string }, never, Id>;
  };
  '/api/referral/v1/referrals/{referral_id}/first-appointment': {
    post: Operation<Referral, { waived_reason?: string | null; at?: string | null }, never, Id>;
  };
  '/api/referral/v1/referrals/{referral_id}/declaration': {
    post: Operation<Referral, { state: string; reason?: string | null }, never, Id>;
  };
  '/api/referral/v1/referrals/{referral_id}/closing': {
    post: Operation<Referral, { outcome_code: string }, never, Id>;
  };
  '/api/referral/v1/referrals/{referral_id}/waves': {
    post: Operation<Referral, { professional_ids: string[]; answer_within_hours?: number | null }, never, Id>;
  };
}

interface Id {
  referral_id: string;
}

/** What is generated wins over what is provisional. */
export type paths = Omit<Provisional, keyof DirectoryPaths> & DirectoryPaths;
