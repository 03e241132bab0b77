import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import type { components } from '@/api/scheduling.gen';
import { notifyRefusal } from '@/ui/notify';
import type { FreeSlot } from './queries';
import type { BookingReason } from './search';

export type Hold = components['schemas']['HoldOut'];
export type ChoiceRecorded = components['schemas']['ChoiceRecorded'];

interface Holding {
  slotId: string;
  reason: BookingReason;
  /** A sorted request may hold what its own doctor keeps for his own patients. */
  referralId?: string;
}

export function useHold() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ slotId, reason, referralId }: Holding) =>
      body(
        api.POST('/api/scheduling/v1/slots/{slot_id}/hold', {
          params: { path: { slot_id: slotId }, header: { 'Idempotency-Key': newKey() } },
          body: { reason_code: reason, ...(referralId && { referral_id: referralId }) },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['scheduling', 'slots'] }),
  });
}

export function useReleaseHold() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (holdId: string) =>
      api.DELETE('/api/scheduling/v1/holds/{hold_id}', { params: { path: { hold_id: holdId } } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['scheduling'] }),
  });
}

interface Booking {
  key: string;
  slotId: string;
  /** None beside a slot that is taken already (`overbook`). */
  holdId?: string;
  overbook?: boolean;
  referralId?: string;
  reason: BookingReason;
  modality: FreeSlot['modalities'][number];
  /** How the person chose, for unscheduled care. */
  recorded?: ChoiceRecorded;
}

export function useBook() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ key, slotId, holdId, overbook, referralId, reason, modality, recorded }: Booking) =>
      body(
        api.POST('/api/scheduling/v1/appointments', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            slot_id: slotId,
            hold_id: holdId,
            ...(overbook && { overbook }),
            referral_id: referralId ?? null,
            reason_code: reason,
            modality,
            ...(recorded && { choice_recorded: recorded }),
          },
        }),
      ),
    onSettled: () => readAgain(queryClient),
  });
}

interface Moving {
  key: string;
  appointmentId: string;
  slotId: string;
  by: components['schemas']['CancelledBy'];
  modality?: FreeSlot['modalities'][number];
  /** How the person chose, when it goes to another professional. */
  recorded?: ChoiceRecorded;
}

export function useMove() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ key, appointmentId, slotId, by, modality, recorded }: Moving) =>
      body(
        api.POST('/api/scheduling/v1/appointments/{appointment_id}/move', {
          params: { path: { appointment_id: appointmentId }, header: { 'Idempotency-Key': key } },
          body: { slot_id: slotId, by, modality, ...(recorded && { choice_recorded: recorded }) },
        }),
      ),
    onSettled: () => readAgain(queryClient),
  });
}

/** Booked by mistake: said of the person, for whom whoever booked may always speak. */
export function useUndoBooking() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (appointmentId: string) =>
      body(
        api.POST('/api/scheduling/v1/appointments/{appointment_id}/cancellation', {
          params: { path: { appointment_id: appointmentId } },
          body: { by: 'patient', reason_code: 'mistake' },
        }),
      ),
    onError: notifyRefusal,
    onSettled: () => readAgain(queryClient),
  });
}

const readAgain = (queryClient: QueryClient) =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: ['scheduling'] }),
    queryClient.invalidateQueries({ queryKey: ['referral'] }),
  ]);
