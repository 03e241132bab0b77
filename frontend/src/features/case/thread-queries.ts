import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, body, newKey } from '@/api/client';
import { LIVE } from '@/api/query-client';
import { useReadAgain } from '@/api/read-again';
import { referralKey } from '@/referral/queries';
import { notifyRefusal } from '@/ui/notify';

const threadKey = (id: string) => ['thread', id] as const;

export const threadQuery = (id: string) =>
  queryOptions({
    queryKey: threadKey(id),
    gcTime: 0,
    refetchInterval: LIVE,
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/referrals/{referral_id}/messages', {
          params: { path: { referral_id: id } },
        }),
      ),
  });

/** One key for one message: a retry after a lost answer sends it once. */
export function useWrite(id: string) {
  const queryClient = useQueryClient();
  const key = useRef(newKey());
  return useMutation({
    mutationFn: (words: string) =>
      body(
        api.POST('/api/referral/v1/referrals/{referral_id}/messages', {
          params: { path: { referral_id: id }, header: { 'Idempotency-Key': key.current } },
          body: { words },
        }),
      ),
    onSuccess: () => {
      key.current = newKey();
      void queryClient.invalidateQueries({ queryKey: threadKey(id) });
      void queryClient.invalidateQueries({ queryKey: referralKey(id) });
    },
    onError: notifyRefusal,
  });
}

/** What was shown is read: the others see it, and it leaves the coordinator's list. */
export function useMarkRead(id: string) {
  return useMutation({
    mutationFn: (up_to: string) =>
      api.POST('/api/referral/v1/referrals/{referral_id}/messages/reading', {
        params: { path: { referral_id: id } },
        body: { up_to },
      }),
    onSuccess: useReadAgain(['referral']),
  });
}
