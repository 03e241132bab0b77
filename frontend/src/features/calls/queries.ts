import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import { LIVE } from '@/api/query-client';
import type { components } from '@/api/referral.gen';
import { referralKey } from '@/referral/queries';
import { notifyRefusal } from '@/ui/notify';

type R = components['schemas'];
export type ToCall = R['ToCall'];
export type CallList = R['CallList'];
export type CallLine = R['CallLine'];
export type Outcome = R['CallOutcome'];
export type RecordCall = R['RecordCall'];

export const toCallQuery = queryOptions({
  queryKey: ['referral', 'call-list'],
  refetchInterval: LIVE,
  queryFn: () => body(api.GET('/api/referral/v1/call-list')),
});

const path = (id: string) => ({ params: { path: { referral_id: id } } });

export const callsQuery = (id: string) =>
  queryOptions({
    queryKey: [...referralKey(id), 'calls'],
    refetchInterval: LIVE,
    queryFn: () => body(api.GET('/api/referral/v1/referrals/{referral_id}/calls', path(id))),
  });

/**
 * The answer is the list as it then stands: the next number is there before anything is read again. One act after
 * the other: the answer to a claim that came after that to its outcome would bring the number back.
 */
function useCallAct<A>(id: string, act: (asked: A) => Promise<CallList>) {
  const queryClient = useQueryClient();
  const key = callsQuery(id).queryKey;
  return useMutation({
    scope: { id: key.join(' ') },
    mutationFn: act,
    onSuccess: (list) => {
      queryClient.setQueryData(key, list);
      void queryClient.invalidateQueries({ queryKey: toCallQuery.queryKey });
    },
    onError: (error) => {
      notifyRefusal(error);
      void queryClient.invalidateQueries({ queryKey: key });
    },
  });
}

export const useClaim = (id: string) =>
  useCallAct(id, (professional_id: string) =>
    body(
      api.POST('/api/referral/v1/referrals/{referral_id}/call-claims', {
        ...path(id),
        body: { professional_id },
      }),
    ),
  );

export const useTakeBack = (id: string) =>
  useCallAct(id, (call: string) =>
    body(
      api.POST('/api/referral/v1/referrals/{referral_id}/calls/{call_id}/taking-back', {
        params: { path: { referral_id: id, call_id: call }, header: { 'Idempotency-Key': newKey() } },
      }),
    ),
  );

export const useRecord = (id: string) =>
  useCallAct(id, (act: RecordCall) =>
    body(
      api.POST('/api/referral/v1/referrals/{referral_id}/calls', {
        params: { path: { referral_id: id }, header: { 'Idempotency-Key': newKey() } },
        body: act,
      }),
    ),
  );
