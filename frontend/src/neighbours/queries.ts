import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';
import { keysetQuery } from '@/ui/keyset-list';
import { notifyRefusal } from '@/ui/notify';

type R = components['schemas'];
export type Agreement = R['NeighbourAgreementOut'];
export type OfferAgreement = R['OfferAgreement'];
export type Crossing = R['CrossingOut'];
export type OpenToNeighbour = R['OpenToNeighbour'];
export type Received = R['ReceivedRequest'];
export type Asked = R['AskedHere'];
export type PastReceived = R['PastReceivedRequest'];
export type RefuseReceived = R['RefuseReceived'];

export const neighbourCptsQuery = queryOptions({
  queryKey: ['referral', 'neighbour-cpts'],
  queryFn: () => body(api.GET('/api/referral/v1/neighbour-cpts')),
});

export const agreementsQuery = queryOptions({
  queryKey: ['referral', 'neighbour-agreements'],
  queryFn: () => body(api.GET('/api/referral/v1/neighbour-agreements')),
});

export const receivedQuery = queryOptions({
  queryKey: ['referral', 'received'],
  queryFn: () => body(api.GET('/api/referral/v1/received-requests')),
});

export const pastReceivedQuery = keysetQuery<PastReceived>(['referral', 'received', 'past'], (cursor) =>
  body(api.GET('/api/referral/v1/received-requests/past', { params: { query: { cursor } } })),
);

export const receivedCandidatesQuery = (crossing_id: string) =>
  queryOptions({
    queryKey: ['referral', 'received', crossing_id, 'candidates'],
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/received-requests/{crossing_id}/candidates', {
          params: { path: { crossing_id } },
        }),
      ),
  });

export const crossingsQuery = (id: string) =>
  queryOptions({
    queryKey: ['referral', 'one', id, 'crossings'],
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/referrals/{referral_id}/crossings', {
          params: { path: { referral_id: id } },
        }),
      ),
  });

/** Whatever is done between two CPTS, lists and cases are read again; a refusal is said in the words of its rule. */
function useNeighbourAct<Act, Done>(act: (input: Act) => Promise<Done>) {
  return useMutation({
    mutationFn: act,
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}

const once = () => ({ header: { 'Idempotency-Key': newKey() } });

export const useOffer = () =>
  useNeighbourAct((act: OfferAgreement) =>
    body(api.POST('/api/referral/v1/neighbour-agreements', { params: once(), body: act })),
  );

export const useAnswerAgreement = () =>
  useNeighbourAct(({ id, answer }: { id: string; answer: R['AnswerAgreement']['answer'] }) =>
    body(
      api.POST('/api/referral/v1/neighbour-agreements/{agreement_id}/answer', {
        params: { path: { agreement_id: id } },
        body: { answer },
      }),
    ),
  );

export const useRevokeAgreement = () =>
  useNeighbourAct((id: string) =>
    body(
      api.POST('/api/referral/v1/neighbour-agreements/{agreement_id}/revocation', {
        params: { path: { agreement_id: id } },
      }),
    ),
  );

export const useOpenToNeighbour = (referralId: string) =>
  useNeighbourAct((act: OpenToNeighbour) =>
    body(
      api.POST('/api/referral/v1/referrals/{referral_id}/crossings', {
        params: { path: { referral_id: referralId }, ...once() },
        body: act,
      }),
    ),
  );

export const useRevokeCrossing = () =>
  useNeighbourAct(({ id, reason }: { id: string; reason: R['RevokeCrossing']['reason_code'] }) =>
    body(
      api.POST('/api/referral/v1/crossings/{crossing_id}/revocation', {
        params: { path: { crossing_id: id } },
        body: { reason_code: reason },
      }),
    ),
  );

export const useSolicit = (crossing_id: string) =>
  useNeighbourAct((professional_ids: string[]) =>
    body(
      api.POST('/api/referral/v1/received-requests/{crossing_id}/solicitations', {
        params: { path: { crossing_id }, ...once() },
        body: { professional_ids },
      }),
    ),
  );

/** What one of ours said on the telephone; said again, it takes the place of what stood there. */
export const useHear = (crossing_id: string) =>
  useNeighbourAct(({ solicitation_id, answer }: { solicitation_id: string; answer: 'yes' | 'no' }) =>
    body(
      api.POST('/api/referral/v1/received-requests/{crossing_id}/solicitations/{solicitation_id}/answer', {
        params: { path: { crossing_id, solicitation_id } },
        body: { answer },
      }),
    ),
  );

export const useRefuse = (crossing_id: string) =>
  useNeighbourAct((act: RefuseReceived) =>
    body(
      api.POST('/api/referral/v1/received-requests/{crossing_id}/refusal', {
        params: { path: { crossing_id } },
        body: act,
      }),
    ),
  );
