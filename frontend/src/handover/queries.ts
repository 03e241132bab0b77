import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';
import { notifyRefusal } from '@/ui/notify';

type R = components['schemas'];
export type Handover = R['HandoverOut'];
export type HandedToMe = R['HandedToMe'];
export type HandOver = R['HandOver'];
export type Colleague = R['ColleagueOut'];
export type PartnerRoute = R['PartnerRouteOut'];
export type Told = Handover['told'][number];
export type Reason = Handover['reason_code'];

export const handoversQuery = (id: string) =>
  queryOptions({
    queryKey: ['referral', 'one', id, 'handovers'],
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/referrals/{referral_id}/handovers', {
          params: { path: { referral_id: id } },
        }),
      ),
  });

export const handedQuery = queryOptions({
  queryKey: ['referral', 'handed'],
  queryFn: () => body(api.GET('/api/referral/v1/handovers')),
});

export const colleaguesQuery = queryOptions({
  queryKey: ['referral', 'colleagues'],
  queryFn: () => body(api.GET('/api/referral/v1/colleagues')),
});

export const partnerRoutesQuery = queryOptions({
  queryKey: ['referral', 'partner-routes'],
  queryFn: () => body(api.GET('/api/referral/v1/partner-routes')),
});

/** Whatever is done to a hand-over, lists and the case are read again; a refusal is said in the words of its rule. */
function useHandoverAct<Act, Done>(act: (input: Act) => Promise<Done>) {
  return useMutation({
    mutationFn: act,
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}

export const useHandOver = (referralId: string) =>
  useHandoverAct((act: HandOver) =>
    body(
      api.POST('/api/referral/v1/referrals/{referral_id}/handovers', {
        params: { path: { referral_id: referralId }, header: { 'Idempotency-Key': newKey() } },
        body: act,
      }),
    ),
  );

const at = (handover_id: string) => ({ params: { path: { handover_id } } });

export const useAnswer = () =>
  useHandoverAct(({ id, answer }: { id: string; answer: R['AnswerHandover']['answer'] }) =>
    body(api.POST('/api/referral/v1/handovers/{handover_id}/answer', { ...at(id), body: { answer } })),
  );

export const useOutcome = () =>
  useHandoverAct(({ id, outcome }: { id: string; outcome: R['EndHandover']['outcome_code'] }) =>
    body(
      api.POST('/api/referral/v1/handovers/{handover_id}/outcome', {
        ...at(id),
        body: { outcome_code: outcome },
      }),
    ),
  );

export const useRevoke = () =>
  useHandoverAct(({ id, reason }: { id: string; reason: R['RevokeHandover']['reason_code'] }) =>
    body(
      api.POST('/api/referral/v1/handovers/{handover_id}/revocation', {
        ...at(id),
        body: { reason_code: reason },
      }),
    ),
  );
