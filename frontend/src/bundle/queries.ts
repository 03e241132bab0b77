import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import { LIVE } from '@/api/query-client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';
import type { ReferralRow } from '@/api/types';
import { notifyRefusal } from '@/ui/notify';

type R = components['schemas'];

export const bundleQuery = (id: string) =>
  queryOptions({
    queryKey: ['referral', 'bundle', id],
    refetchInterval: LIVE,
    queryFn: () =>
      body(api.GET('/api/referral/v1/bundles/{bundle_id}', { params: { path: { bundle_id: id } } })),
  });

const at = (id: string) => ({
  params: { path: { bundle_id: id }, header: { 'Idempotency-Key': newKey() } },
});

/** Acts on all the linked requests at once; named as the last part of their path. */
const ACTS = {
  qualification: (id: string) => api.POST('/api/referral/v1/bundles/{bundle_id}/qualification', at(id)),
  'discharge-move': (id: string, act: R['MoveDischarge']) =>
    api.POST('/api/referral/v1/bundles/{bundle_id}/discharge-move', { ...at(id), body: act }),
  waves: (id: string, act: R['SendWave']) =>
    api.POST('/api/referral/v1/bundles/{bundle_id}/waves', { ...at(id), body: act }),
  choice: (id: string, act: R['ChooseTogether']) =>
    api.POST('/api/referral/v1/bundles/{bundle_id}/choice', { ...at(id), body: act }),
  'discharge-confirmation': (id: string) =>
    api.POST('/api/referral/v1/bundles/{bundle_id}/discharge-confirmation', at(id)),
  'discharge-cancellation': (id: string, act: R['CancelDischarge']) =>
    api.POST('/api/referral/v1/bundles/{bundle_id}/discharge-cancellation', { ...at(id), body: act }),
};

const SEARCHED: string[] = ['household', 'residents'];

/** Persons who are searched for together, and not the carers of one. */
export const areSearchedTogether = (tie: ReferralRow['bundle']): tie is NonNullable<ReferralRow['bundle']> =>
  tie !== null && tie.count > 1 && SEARCHED.includes(tie.kind);

export type BundleAct = keyof typeof ACTS;
export type CancelReason = R['CancelDischarge']['reason_code'];
type ActBody<A extends BundleAct> = (typeof ACTS)[A] extends (id: string, act: infer B) => unknown
  ? B
  : undefined;

export function useBundleAct<A extends BundleAct>(name: A) {
  return useMutation({
    mutationFn: ({ id, act }: { id: string; act: ActBody<A> }) =>
      body((ACTS[name] as (id: string, act: unknown) => ReturnType<(typeof ACTS)[A]>)(id, act)),
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}
