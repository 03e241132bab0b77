// Provisional, until contracts/openapi exists: then the intersection of the generated `paths`.
import type {
  Commune,
  DemonstrationAccount,
  LinkRedeemed,
  LoginMethods,
  Page,
  Session,
  Worklist,
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

export interface paths {
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
  '/api/directory/v1/worklists': { get: Operation<Worklist[]> };
  '/api/referral/v1/worklists': { get: Operation<Worklist[]> };
  '/api/scheduling/v1/worklists': { get: Operation<Worklist[]> };
}
