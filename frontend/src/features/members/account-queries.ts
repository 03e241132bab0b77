import { useMutation } from '@tanstack/react-query';
import type { components } from '@/api/accounts.gen';
import { api, body, newKey } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { Role } from '@/api/types';
import { keysetQuery } from '@/ui/keyset-list';

type Schemas = components['schemas'];
export type Account = Schemas['AccountOut'];
export type InviteAccount = Schemas['InviteAccount'];
export type LinkProfessional = Schemas['LinkProfessional'];

/** What a director may give (the platform's operator and partner systems are no people of a CPTS). */
export const GIVEN_BY_DIRECTOR: Role[] = [
  'professional',
  'referrer',
  'delegate',
  'care_coordinator',
  'social_coordinator',
  'secretary',
  'director',
  'regulator',
  'health_mediator',
  'case_manager',
  'project_officer',
  'quality_referent',
  'evaluator',
  'guest',
];
export const GIVEN_BY_SECRETARY: Role[] = ['professional', 'referrer'];
/** These belong to a sheet of the directory. */
export const OF_A_SHEET: Role[] = ['professional', 'delegate'];

export const accountsQuery = (role: Role | null) =>
  keysetQuery(['accounts', role], (cursor) =>
    body(
      api.GET('/api/accounts/v1/accounts', {
        params: { query: { role: role ?? undefined, cursor, limit: 50 } },
      }),
    ),
  );

function useAccountAct<Act, Result>(act: (input: Act) => Promise<Result>) {
  return useMutation({
    mutationFn: act,
    // Also after a refusal: somebody else may have changed the same account.
    onSettled: useReadAgain(['accounts']),
  });
}

const at = ({ account_id, version }: Account) => ({
  path: { account_id },
  header: { 'If-Match': `"${version}"` },
});

export const useInvite = () =>
  useAccountAct((act: InviteAccount) =>
    body(
      api.POST('/api/accounts/v1/accounts', {
        params: { header: { 'Idempotency-Key': newKey() } },
        body: act,
      }),
    ),
  );

export const useSetRoles = () =>
  useAccountAct(({ account, roles }: { account: Account; roles: Role[] }) =>
    body(api.PUT('/api/accounts/v1/accounts/{account_id}/roles', { params: at(account), body: { roles } })),
  );

export const useLink = () =>
  useAccountAct(({ account, act }: { account: Account; act: LinkProfessional }) =>
    body(api.PUT('/api/accounts/v1/accounts/{account_id}/professional', { params: at(account), body: act })),
  );

export const useResetTotp = () =>
  useAccountAct(({ account_id }: Account) =>
    api.DELETE('/api/accounts/v1/accounts/{account_id}/totp', { params: { path: { account_id } } }),
  );
