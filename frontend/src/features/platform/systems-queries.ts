import { queryOptions, useMutation } from '@tanstack/react-query';
import type { components } from '@/api/accounts.gen';
import { api, body, newKey } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import { keysetQuery } from '@/ui/keyset-list';

type Schemas = components['schemas'];
export type PartnerSystem = Schemas['PartnerSystemOut'];
export type Registered = Schemas['PartnerSystemRegistered'];
export type RegisterSystem = Schemas['RegisterPartnerSystem'];
export type PartnerScope = RegisterSystem['scopes'][number];
export type PartnerCall = Schemas['PartnerCallOut'];

export const systemsQuery = queryOptions({
  queryKey: ['accounts', 'partner-systems'],
  queryFn: () => body(api.GET('/api/accounts/v1/partner-systems')),
});

export const callsQuery = (system_id: string) =>
  keysetQuery<PartnerCall>([...systemsQuery.queryKey, system_id], (cursor) =>
    body(
      api.GET('/api/accounts/v1/partner-systems/{system_id}/calls', {
        params: { path: { system_id }, query: { cursor } },
      }),
    ),
  );

export function useRegisterSystem() {
  return useMutation({
    mutationFn: (act: RegisterSystem) =>
      body(
        api.POST('/api/accounts/v1/partner-systems', {
          params: { header: { 'Idempotency-Key': newKey() } },
          body: act,
        }),
      ),
    onSuccess: useReadAgain(systemsQuery.queryKey),
  });
}

export function useRevokeSystem() {
  return useMutation({
    mutationFn: (system_id: string) =>
      api.DELETE('/api/accounts/v1/partner-systems/{system_id}', { params: { path: { system_id } } }),
    onSettled: useReadAgain(systemsQuery.queryKey),
  });
}
