import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';
import { referralKey } from '@/referral/queries';
import { notifyRefusal } from '@/ui/notify';

export const candidatesQuery = (id: string, ringKm?: number) =>
  queryOptions({
    queryKey: [...referralKey(id), 'candidates', ringKm],
    placeholderData: keepPreviousData,
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/referrals/{referral_id}/candidates', {
          params: { path: { referral_id: id }, query: { ring_km: ringKm } },
        }),
      ),
  });

interface Sending {
  /** Kept over retries: one dialog sends one wave. */
  key: string;
  act: components['schemas']['SendWave'];
}

export function useSendWave(id: string) {
  return useMutation({
    mutationFn: ({ key, act }: Sending) =>
      body(
        api.POST('/api/referral/v1/referrals/{referral_id}/waves', {
          params: { path: { referral_id: id }, header: { 'Idempotency-Key': key } },
          body: act,
        }),
      ),
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}
