import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, body, newKey } from '@/api/client';
import type { components } from '@/api/referral.gen';

export type Draft = components['schemas']['WholeDraft'];
export type DraftLine = components['schemas']['DraftItem'];
export type DraftWords = components['schemas']['KeepDraft'];

/** The list alone: what was typed is read one draft at a time. */
export const draftsQuery = queryOptions({
  queryKey: ['referral', 'drafts'],
  queryFn: async () => (await body(api.GET('/api/referral/v1/drafts'))).items,
});

const of = (id: string) => ({ path: { draft_id: id } });

/** Read to be gone on with, and never read again under the hands of who types. */
export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['draft', id],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: () => readDraft(id),
  });

export const readDraft = (id: string) =>
  body(api.GET('/api/referral/v1/drafts/{draft_id}', { params: of(id) }));

export const keepDraft = (words: DraftWords, key: string = newKey()) =>
  body(api.POST('/api/referral/v1/drafts', { params: { header: { 'Idempotency-Key': key } }, body: words }));

export const editDraft = (id: string, version: number, words: DraftWords) =>
  body(
    api.PUT('/api/referral/v1/drafts/{draft_id}', {
      params: { ...of(id), header: { 'If-Match': `"${version}"` } },
      body: words,
    }),
  );

export const discardDraft = (id: string) =>
  api.DELETE('/api/referral/v1/drafts/{draft_id}', { params: of(id) });

/** After a draft came or went: the list and its badge. */
export function useDraftsChanged() {
  const queryClient = useQueryClient();
  return useCallback(
    () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey }),
        queryClient.invalidateQueries({ queryKey: ['referral', 'worklists'] }),
      ]),
    [queryClient],
  );
}
