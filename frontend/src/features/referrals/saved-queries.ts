import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';
import { notifyRefusal } from '@/ui/notify';

type R = components['schemas'];
export type SavedFilter = R['SavedFilterOut'];
export type SaveFilter = R['SaveFilter'];

export const savedFiltersQuery = queryOptions({
  queryKey: ['referral', 'saved-filters'],
  staleTime: 60_000,
  queryFn: () => body(api.GET('/api/referral/v1/saved-filters')),
});

/** Keeps new ones, or writes again those that are named; whoever asks says the refusal. */
export function useSaveFilter() {
  return useMutation({
    mutationFn: ({ id, act }: { id?: string; act: SaveFilter }) =>
      body(
        id
          ? api.PUT('/api/referral/v1/saved-filters/{saved_filter_id}', {
              params: { path: { saved_filter_id: id } },
              body: act,
            })
          : api.POST('/api/referral/v1/saved-filters', {
              params: { header: { 'Idempotency-Key': newKey() } },
              body: act,
            }),
      ),
    onSettled: useReadAgain(savedFiltersQuery.queryKey),
  });
}

export function useForgetFilter() {
  return useMutation({
    mutationFn: (id: string) =>
      api.DELETE('/api/referral/v1/saved-filters/{saved_filter_id}', {
        params: { path: { saved_filter_id: id } },
      }),
    onSettled: useReadAgain(savedFiltersQuery.queryKey),
    onError: notifyRefusal,
  });
}
