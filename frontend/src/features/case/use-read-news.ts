import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { Referral } from '@/api/types';

/** Whoever opens the case has read what was announced to him about it: it leaves his list of news. */
export function useReadNews({ referral_id: id, unread_notices: unread }: Referral): void {
  const { mutate } = useMutation({
    mutationFn: (notices: string[]) =>
      Promise.all(
        notices.map((notice) =>
          api.POST('/api/referral/v1/referrals/{referral_id}/notices/{notice_id}/reading', {
            params: { path: { referral_id: id, notice_id: notice } },
          }),
        ),
      ),
    onSuccess: useReadAgain(['referral']),
  });
  // As text, so that the same notices read again by a refresh are not sent twice.
  const waiting = unread.join(' ');
  useEffect(() => {
    if (waiting) mutate(waiting.split(' '));
  }, [waiting, mutate]);
}
