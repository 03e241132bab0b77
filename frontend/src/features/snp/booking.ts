import { useMutation } from '@tanstack/react-query';
import type { BookingReason } from '@/agendas/reasons';
import { api, body, newKey } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/scheduling.gen';
import { notifyRefusal } from '@/ui/notify';
import type { FreeSlot } from './queries';

export type Hold = components['schemas']['HoldOut'];
export type ChoiceRecorded = components['schemas']['ChoiceRecorded'];

interface Holding {
  slotId: string;
  /** None: the slot alone. */
  reason: BookingReason | undefined;
  /** A sorted request may hold what its own doctor keeps for his own patients. */
  referralId?: string;
}

export function useHold() {
  return useMutation({
    mutationFn: ({ slotId, reason, referralId }: Holding) =>
      body(
        api.POST('/api/scheduling/v1/slots/{slot_id}/hold', {
          params: { path: { slot_id: slotId }, header: { 'Idempotency-Key': newKey() } },
          body: { ...(reason && { reason_code: reason }), ...(referralId && { referral_id: referralId }) },
        }),
      ),
    onSettled: useReadAgain(['scheduling', 'slots']),
  });
}

export function useReleaseHold() {
  return useMutation({
    mutationFn: (holdId: string) =>
      api.DELETE('/api/scheduling/v1/holds/{hold_id}', { params: { path: { hold_id: holdId } } }),
    onSettled: useReadAgain(['scheduling']),
  });
}

interface Booking {
  key: string;
  slotId: string;
  /** The wish that it answers, in the same act. */
  wishId?: string;
  /** None beside a slot that is taken already (`overbook`). */
  holdId?: string;
  overbook?: boolean;
  /** The CPTS whose owner shares the slot, where it is not one's own. */
  sharedBy?: string;
  referralId?: string;
  reason: BookingReason;
  modality: FreeSlot['modalities'][number];
  /** How the person chose, for unscheduled care. */
  recorded?: ChoiceRecorded;
  /** Where she lives, and that a brigade which does not serve it goes there all the same. */
  homeCommune?: string;
  outsideArea?: boolean;
}

export function useBook() {
  return useMutation({
    mutationFn: ({
      key,
      slotId,
      wishId,
      holdId,
      overbook,
      sharedBy,
      referralId,
      reason,
      modality,
      recorded,
      homeCommune,
      outsideArea,
    }: Booking) => {
      if (wishId) return bookFromWish(key, wishId, { slotId, reason, modality, recorded, outsideArea });
      return body(
        api.POST('/api/scheduling/v1/appointments', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            slot_id: slotId,
            hold_id: holdId,
            ...(overbook && { overbook }),
            ...(sharedBy && { shared_by: sharedBy }),
            referral_id: referralId ?? null,
            reason_code: reason,
            modality,
            ...(recorded && { choice_recorded: recorded }),
            ...(homeCommune && { home_commune: homeCommune }),
            ...(outsideArea && { outside_area: outsideArea }),
          },
        }),
      );
    },
    onSettled: useReadAgain(['scheduling'], ['referral']),
  });
}

interface FromWish {
  slotId: string;
  reason?: BookingReason;
  modality?: FreeSlot['modalities'][number];
  recorded?: ChoiceRecorded;
  /** The wish itself says where she lives. */
  outsideArea?: boolean;
}

/** Booked, or moved where the wish is for an earlier appointment: the service knows which. */
const bookFromWish = (
  key: string,
  wishId: string,
  { slotId, reason, modality, recorded, outsideArea }: FromWish,
) =>
  body(
    api.POST('/api/scheduling/v1/wishes/{wish_id}/booking', {
      params: { path: { wish_id: wishId }, header: { 'Idempotency-Key': key } },
      body: {
        slot_id: slotId,
        modality,
        ...(reason && { reason_code: reason }),
        ...(recorded && { choice_recorded: recorded }),
        ...(outsideArea && { outside_area: outsideArea }),
      },
    }),
  );

interface Moving {
  key: string;
  wishId?: string;
  appointmentId: string;
  slotId: string;
  by: components['schemas']['CancelledBy'];
  modality?: FreeSlot['modalities'][number];
  /** How the person chose, when it goes to another professional. */
  recorded?: ChoiceRecorded;
  homeCommune?: string;
  outsideArea?: boolean;
}

export function useMove() {
  return useMutation({
    mutationFn: ({ key, wishId, appointmentId, slotId, by, modality, recorded, ...visited }: Moving) =>
      wishId
        ? bookFromWish(key, wishId, { slotId, modality, recorded, outsideArea: visited.outsideArea })
        : body(
            api.POST('/api/scheduling/v1/appointments/{appointment_id}/move', {
              params: { path: { appointment_id: appointmentId }, header: { 'Idempotency-Key': key } },
              body: {
                slot_id: slotId,
                by,
                modality,
                ...(recorded && { choice_recorded: recorded }),
                ...(visited.homeCommune && { home_commune: visited.homeCommune }),
                ...(visited.outsideArea && { outside_area: true }),
              },
            }),
          ),
    onSettled: useReadAgain(['scheduling'], ['referral']),
  });
}

/** Booked by mistake: said of the person, for whom whoever booked may always speak. */
export function useUndoBooking() {
  return useMutation({
    mutationFn: (appointmentId: string) =>
      body(
        api.POST('/api/scheduling/v1/appointments/{appointment_id}/cancellation', {
          params: { path: { appointment_id: appointmentId } },
          body: { by: 'patient', reason_code: 'mistake' },
        }),
      ),
    onError: notifyRefusal,
    onSettled: useReadAgain(['scheduling'], ['referral']),
  });
}
