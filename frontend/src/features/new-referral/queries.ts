import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { RefuseConsent, StateNeed } from '@/api/types';

interface Keyed<T> {
  /** One key for every attempt at sending the same thing. */
  key: string;
  act: T;
}

export function useStateNeed() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ key, act }: Keyed<StateNeed>) =>
      body(
        api.POST('/api/referral/v1/referrals', { params: { header: { 'Idempotency-Key': key } }, body: act }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['referral'] }),
  });
}

export function useRefuseConsent() {
  return useMutation({
    mutationFn: ({ key, act }: Keyed<RefuseConsent>) =>
      body(
        api.POST('/api/referral/v1/refused-consents', {
          params: { header: { 'Idempotency-Key': key } },
          body: act,
        }),
      ),
  });
}
