import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import { save } from '@/api/download';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';
import { isoDay } from '@/lib/dates';
import { keysetQuery } from '@/ui/keyset-list';
import { notifyRefusal } from '@/ui/notify';

type R = components['schemas'];
export type UnpaidAct = R['UnpaidActOut'];
export type UnpaidActState = UnpaidAct['state'];
export type UnpaidActKind = UnpaidAct['kind'];
export type FlagUnpaidAct = R['FlagUnpaidAct'];
export type TakeStep = R['TakeStep'];

const ACTS = ['referral', 'unpaid-acts'] as const;

export const unpaidActsQuery = (state?: UnpaidActState, kind?: UnpaidActKind) =>
  keysetQuery([...ACTS, state ?? '', kind ?? ''], (cursor) =>
    body(api.GET('/api/referral/v1/unpaid-acts', { params: { query: { state, kind, cursor, limit: 50 } } })),
  );

export const unpaidActsOfQuery = (id: string) =>
  queryOptions({
    queryKey: ['referral', 'one', id, 'unpaid-acts'],
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/referrals/{referral_id}/unpaid-acts', {
          params: { path: { referral_id: id } },
        }),
      ),
  });

/** Lists, badges and the case are read again; a refusal is said in the words of its rule. */
function useUnpaidAct<Act, Done>(act: (input: Act) => Promise<Done>) {
  return useMutation({
    mutationFn: act,
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}

export const useFlag = (referralId: string) =>
  useUnpaidAct((act: FlagUnpaidAct) =>
    body(
      api.POST('/api/referral/v1/referrals/{referral_id}/unpaid-acts', {
        params: { path: { referral_id: referralId }, header: { 'Idempotency-Key': newKey() } },
        body: act,
      }),
    ),
  );

export const useStep = () =>
  useUnpaidAct(({ id, ...step }: TakeStep & { id: string }) =>
    body(
      api.POST('/api/referral/v1/unpaid-acts/{unpaid_act_id}/step', {
        params: { path: { unpaid_act_id: id } },
        body: step,
      }),
    ),
  );

/** The list with identities goes straight into a file, and nowhere else on the screen. */
export const useClaim = () =>
  useUnpaidAct(async (ids: string[]) => {
    const { data } = await api.POST('/api/referral/v1/unpaid-acts/cpam-list', {
      body: { unpaid_act_ids: ids },
      parseAs: 'blob',
    });
    save(data as unknown as Blob, `actes-a-regler-${isoDay(new Date())}.csv`);
  });
