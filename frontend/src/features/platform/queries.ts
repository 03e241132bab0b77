import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import type { components } from '@/api/directory.gen';
import { useReadAgain } from '@/api/read-again';

type Schemas = components['schemas'];
export type Listed = Schemas['CptsListedOut'];
export type Territory = Schemas['TerritoryOut'];
export type TerritoryChange = Schemas['TerritoryChangeOut'];
export type Commune = Schemas['CommuneOut'];
export type FoundCpts = Schemas['FoundCpts'];

/** Which CPTS is opened, as it stands in the URL. */
export interface PlatformSearch {
  cpts?: string;
}

export const readPlatformSearch = ({ cpts }: Record<string, unknown>): PlatformSearch =>
  typeof cpts === 'string' ? { cpts } : {};

export const everyCptsQuery = queryOptions({
  queryKey: ['directory', 'platform'],
  queryFn: () => body(api.GET('/api/directory/v1/cpts')),
});

export const territoryQuery = (cptsId: string) =>
  queryOptions({
    queryKey: ['directory', 'platform', cptsId],
    queryFn: () =>
      body(api.GET('/api/directory/v1/cpts/{cpts_id}/territory', { params: { path: { cpts_id: cptsId } } })),
  });

export function useFound() {
  return useMutation({
    mutationFn: (act: FoundCpts) =>
      body(
        api.POST('/api/directory/v1/cpts', {
          params: { header: { 'Idempotency-Key': newKey() } },
          body: act,
        }),
      ),
    onSuccess: useReadAgain(everyCptsQuery.queryKey),
  });
}

/** Draws anew the territory that was read. */
export function useRedraw({ cpts_id, version }: Territory) {
  return useMutation({
    mutationFn: (codes: string[]) =>
      body(
        api.PUT('/api/directory/v1/cpts/{cpts_id}/territory', {
          params: { path: { cpts_id }, header: { 'If-Match': `"${version}"` } },
          body: { commune_codes: codes },
        }),
      ),
    onSettled: useReadAgain(everyCptsQuery.queryKey),
  });
}
