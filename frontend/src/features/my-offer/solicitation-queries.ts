import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { components } from '@/api/referral.gen';

type Schemas = components['schemas'];
export type SolicitationSettings = Schemas['SolicitationSettings'];
export type ChangeSettings = Schemas['ChangeSettings'];

const path = (id: string) => ({ path: { professional_id: id } });

export const settingsQuery = (id: string) =>
  queryOptions({
    queryKey: ['solicitation-settings', id],
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/professionals/{professional_id}/solicitation-settings', {
          params: path(id),
        }),
      ),
  });

/** Saves the whole of the wishes on the version that was read, so that nobody's change is lost. */
export function useChangeSettings(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ act, etag }: { act: ChangeSettings; etag: string }) =>
      body(
        api.PUT('/api/referral/v1/professionals/{professional_id}/solicitation-settings', {
          params: { ...path(id), header: { 'If-Match': etag } },
          body: act,
        }),
      ),
    onSuccess: (changed) => queryClient.setQueryData(settingsQuery(id).queryKey, changed),
  });
}
