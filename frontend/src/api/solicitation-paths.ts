// Provisional, until the contract of referral-svc holds its solicitations.
import type { Candidates, MySolicitation, SolicitationAnswer, Waves } from './types';

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

interface Id {
  referral_id: string;
}

interface Given {
  answer: SolicitationAnswer;
  condition?: string | null;
  reason_code?: string | null;
  pause_days?: number | null;
}

export interface paths {
  '/api/referral/v1/referrals/{referral_id}/candidates': {
    get: Operation<Candidates, never, { ring_km?: number }, Id>;
  };
  '/api/referral/v1/referrals/{referral_id}/waves': {
    post: Operation<
      unknown,
      { professional_ids: string[]; answer_within_hours?: number | null; ring_km?: number | null },
      never,
      Id
    >;
  };
  '/api/referral/v1/referrals/{referral_id}/solicitations': { get: Operation<Waves, never, never, Id> };
  '/api/referral/v1/solicitations': {
    get: Operation<
      { items: MySolicitation[]; next: string | null },
      never,
      { state?: string; cursor?: string; limit?: number }
    >;
  };
  '/api/referral/v1/solicitations/{solicitation_id}/answer': {
    post: Operation<MySolicitation, Given, never, { solicitation_id: string }>;
  };
}
