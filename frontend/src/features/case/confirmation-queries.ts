import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';

type Schemas = components['schemas'];
export type VisitToConfirm = Schemas['VisitToConfirm'];
export type VisitToTell = Schemas['VisitToTell'];
export type Way = Schemas['Way'];

const UNTIL_KNOWN = 2_000;

/** A booking is heard of here a moment after it was made: asked again until this one is there. */
export const confirmationsQuery = (id: string, appointmentId?: string) =>
  queryOptions({
    queryKey: ['referral', id, 'confirmations'],
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/referrals/{referral_id}/confirmations', {
          params: { path: { referral_id: id } },
        }),
      ),
    refetchInterval: ({ state: { data } }) =>
      !data || !appointmentId || data.items.some((one) => one.appointment_id === appointmentId)
        ? false
        : UNTIL_KNOWN,
  });

export function useConfirmVisit(id: string) {
  return useMutation({
    mutationFn: (act: { appointment_id: string; way: Way }) =>
      body(
        api.POST('/api/referral/v1/referrals/{referral_id}/confirmations', {
          params: { path: { referral_id: id }, header: { 'Idempotency-Key': newKey() } },
          body: { ...act, agreed: true },
        }),
      ),
    onSettled: useReadAgain(['referral', id]),
  });
}

/** Said by phone; what it answers takes a wrong tap back. */
export function useTellByPhone(id: string) {
  return useMutation({
    mutationFn: (appointmentId: string) =>
      body(
        api.POST('/api/referral/v1/referrals/{referral_id}/appointments/{appointment_id}/telling', {
          params: {
            path: { referral_id: id, appointment_id: appointmentId },
            header: { 'Idempotency-Key': newKey() },
          },
        }),
      ),
    onSettled: useReadAgain(['referral', id], ['referral', 'worklists']),
  });
}

export function useTakeBackTelling(id: string) {
  return useMutation({
    mutationFn: (tellingId: string) =>
      body(
        api.POST('/api/referral/v1/referrals/{referral_id}/tellings/{telling_id}/taking-back', {
          params: {
            path: { referral_id: id, telling_id: tellingId },
            header: { 'Idempotency-Key': newKey() },
          },
        }),
      ),
    onSettled: useReadAgain(['referral', id], ['referral', 'worklists']),
  });
}
