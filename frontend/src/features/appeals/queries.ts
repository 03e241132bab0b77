import { useMutation } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useReadAgain } from '@/api/read-again';
import type { components, operations } from '@/api/referral.gen';
import { keysetQuery } from '@/ui/keyset-list';
import { notifyRefusal } from '@/ui/notify';
import { type AppealsSearch, toQuery } from './search';

type R = components['schemas'];
export type Appeal = R['AppealOut'];
export type AppealReply = R['AppealReplyOut'];
export type PostAppeal = R['PostAppeal'];
export type ReplyToAppeal = R['ReplyToAppeal'];
export type RemovalReason = R['RemoveAppeal']['reason_code'];
export type AppealOutcome = R['CloseAppeal']['outcome'];
export type AppealView = NonNullable<NonNullable<operations['list_appeals']['parameters']['query']>['view']>;

export const appealsQuery = (search: AppealsSearch) =>
  keysetQuery(['referral', 'appeals', search], (cursor) =>
    body(
      api.GET('/api/referral/v1/appeals', { params: { query: { ...toQuery(search), cursor, limit: 30 } } }),
    ),
  );

/** The lists and their badge are read again. What a field can say is said there, the rest in a notice. */
function useAct<Act>(act: (input: Act) => Promise<Appeal>) {
  return useMutation({
    mutationFn: act,
    onSettled: useReadAgain(['referral']),
    onError: (error) => asProblem(error).fields.length === 0 && notifyRefusal(error),
  });
}

export const usePost = () =>
  useAct((act: PostAppeal) =>
    body(
      api.POST('/api/referral/v1/appeals', {
        params: { header: { 'Idempotency-Key': newKey() } },
        body: act,
      }),
    ),
  );

export const useReply = (id: string) =>
  useAct((act: ReplyToAppeal) =>
    body(
      api.POST('/api/referral/v1/appeals/{appeal_id}/replies', {
        params: { path: { appeal_id: id }, header: { 'Idempotency-Key': newKey() } },
        body: act,
      }),
    ),
  );

export const useConfirm = (id: string) =>
  useAct((reply_id: string) =>
    body(
      api.POST('/api/referral/v1/appeals/{appeal_id}/taker', {
        params: { path: { appeal_id: id } },
        body: { reply_id },
      }),
    ),
  );

export const useClose = (id: string) =>
  useAct((outcome: AppealOutcome) =>
    body(
      api.POST('/api/referral/v1/appeals/{appeal_id}/closing', {
        params: { path: { appeal_id: id } },
        body: { outcome },
      }),
    ),
  );

const aside = (appeal_id: string) => ({ params: { path: { appeal_id } } });

/** « Pas pour moi »: out of this reader's list, or in it again. */
export const useAside = (id: string) =>
  useAct((isAside: boolean) =>
    body(
      isAside
        ? api.PUT('/api/referral/v1/appeals/{appeal_id}/aside', aside(id))
        : api.DELETE('/api/referral/v1/appeals/{appeal_id}/aside', aside(id)),
    ),
  );

export const useRemove = (id: string) =>
  useAct((reason_code: RemovalReason) =>
    body(
      api.POST('/api/referral/v1/appeals/{appeal_id}/removal', {
        params: { path: { appeal_id: id } },
        body: { reason_code },
      }),
    ),
  );
