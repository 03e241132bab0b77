import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { LIVE } from '@/api/query-client';
import { useReadAgain } from '@/api/read-again';
import type { AnswerGiven, MySolicitation, OwnAnswers } from '@/api/types';
import { keysetQuery } from '@/ui/keyset-list';
import { notifyRefusal } from '@/ui/notify';

export const solicitationsQuery = (state: MySolicitation['state']) => ({
  ...keysetQuery(['referral', 'my-solicitations', state], (cursor) =>
    body(api.GET('/api/referral/v1/solicitations', { params: { query: { state, cursor, limit: 20 } } })),
  ),
  refetchInterval: LIVE,
});

export function useAnswer() {
  return useMutation({
    mutationFn: ({ id, answer }: { id: string; answer: AnswerGiven }) =>
      body(
        api.POST('/api/referral/v1/solicitations/{solicitation_id}/answer', {
          params: { path: { solicitation_id: id } },
          body: answer,
        }),
      ),
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}

export const ownAnswersQuery = (id: string) =>
  queryOptions({
    queryKey: ['referral', 'own-answers', id],
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/professionals/{professional_id}/answers', {
          params: { path: { professional_id: id } },
        }),
      ),
  });

export function useChangeOwnAnswers({ professional_id: id, etag }: OwnAnswers) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (act: { objects: boolean; start_afresh?: boolean }) =>
      body(
        api.PUT('/api/referral/v1/professionals/{professional_id}/answers', {
          params: { path: { professional_id: id }, header: { 'If-Match': etag } },
          body: act,
        }),
      ),
    onSuccess: (changed) => queryClient.setQueryData(ownAnswersQuery(id).queryKey, changed),
    onError: (error) => {
      notifyRefusal(error);
      void queryClient.invalidateQueries({ queryKey: ownAnswersQuery(id).queryKey });
    },
  });
}
