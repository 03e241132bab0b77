import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { RefuseConsent, StateDischarge, StateNeed, StateTogether } from '@/api/types';

/** By which door the account says that its requests come in. */
export const ownDoorQuery = queryOptions({
  queryKey: ['referral', 'own-door'],
  queryFn: () => body(api.GET('/api/referral/v1/own-door')),
  staleTime: Number.POSITIVE_INFINITY,
});

interface Keyed<T> {
  /** One key for every attempt at sending the same thing. */
  key: string;
  act: T;
}

export function useStateNeed() {
  return useMutation({
    mutationFn: ({ key, act }: Keyed<StateNeed>) =>
      body(
        api.POST('/api/referral/v1/referrals', { params: { header: { 'Idempotency-Key': key } }, body: act }),
      ),
    onSuccess: useReadAgain(['referral']),
  });
}

/** Several requests from one statement, linked: one per carer, or one per person. */
export function useStateLinked() {
  return useMutation({
    mutationFn: ({ key, act }: Keyed<StateDischarge | StateTogether>) => {
      const params = { header: { 'Idempotency-Key': key } };
      return 'carers' in act
        ? body(api.POST('/api/referral/v1/discharges', { params, body: act }))
        : body(api.POST('/api/referral/v1/households', { params, body: act }));
    },
    onSuccess: useReadAgain(['referral']),
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
