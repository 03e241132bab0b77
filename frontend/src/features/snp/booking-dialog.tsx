import { Text } from '@mantine/core';
import { useState } from 'react';
import type { BookingReason } from '@/agendas/reasons';
import { newKey } from '@/api/client';
import { asProblem } from '@/api/problem';
import { Refused } from '@/ui/refused';
import { useBook } from './booking';
import { BookingFields } from './booking-fields';
import { HeldSlotDialog } from './held-slot-dialog';
import { OutsideArea } from './outside-area';
import { type AnySlot, nextTo, sharedBy } from './shared';
import { useTellBooked } from './tell-booked';
import { useTexts } from './texts';
import { type Purpose, useAnswers } from './use-answers';
import { useHeldSlot } from './use-held-slot';

interface BookingDialogProps extends Purpose {
  slot: AnySlot;
  /** The wish that the booking answers; taken back with it. */
  wishId?: string;
  /** Another slot, after a lost race. */
  onOther: (slot: AnySlot) => void;
  onClose: () => void;
  onBooked?: () => void;
}

/** Holds the slot on opening, counts down, books on confirmation; a lost race offers the next three. One that another
 * CPTS shares is booked without being held. */
export function BookingDialog({ slot, wishId, onOther, onClose, onBooked, ...purpose }: BookingDialogProps) {
  const { referralId, unscheduled, homeCommune } = purpose;
  const t = useTexts();
  const book = useBook();
  const tell = useTellBooked();
  const answers = useAnswers(slot, purpose);
  const { reason, modality } = answers;
  const { held, holdFor, letGo, ...hold } = useHeldSlot(slot, reason, referralId);
  const shared = sharedBy(slot);
  const [key] = useState(newKey);
  const error = book.error ?? hold.error;
  // Asked after all: the page did not know that the request is one of unscheduled care.
  const rule = error ? asProblem(error).rule : undefined;
  const unsaid = rule === 'choice-unsaid';
  // Another reason may be short enough; a brigade may go further than it says.
  const isFar = rule === 'brigade-goes-elsewhere';
  const isAnswerable = unsaid || isFar || rule === 'not-enough-room';
  const refused = isAnswerable ? null : error;
  const chooses = Boolean(referralId) && (unscheduled || unsaid);
  function choose(other: BookingReason) {
    answers.setReason(other);
    // A longer reason keeps the next slots aside too, a shorter one gives them back.
    if (!shared && slot.reasons[other] !== (reason && slot.reasons[reason])) holdFor(other);
  }
  function close() {
    if (!book.isSuccess) void letGo();
    onClose();
  }
  function confirm() {
    if (!(held || shared) || !reason) return;
    book.mutate(
      {
        // What is sent again with its answer is another booking.
        key: unsaid || isFar ? newKey() : key,
        slotId: slot.slot_id,
        wishId,
        holdId: held?.hold_id,
        sharedBy: shared?.shared_by,
        referralId,
        reason,
        modality,
        recorded: chooses ? answers.recorded : undefined,
        homeCommune,
        outsideArea: answers.outsideArea,
      },
      {
        onSuccess: ({ appointment_id: id }) => {
          tell(id, slot, wishId);
          onClose();
          onBooked?.();
        },
      },
    );
  }
  return (
    <HeldSlotDialog
      title={t('dialog.title')}
      slot={slot}
      held={held}
      onHoldAgain={shared ? undefined : () => holdFor(reason)}
      refused={refused}
      otherAct={t('book')}
      onOther={(other) => onOther(nextTo(slot, other))}
      act={t('dialog.confirm')}
      busy={hold.isPending || book.isPending}
      disabled={!(held || shared) || !reason}
      onConfirm={confirm}
      onClose={close}
    >
      <Text size="sm">
        {shared
          ? t(referralId ? 'shared.withReferral' : 'shared.withoutReferral', { cpts: shared.cpts_name })
          : t(referralId ? 'dialog.withReferral' : 'dialog.withoutReferral')}
      </Text>
      <BookingFields slot={slot} answers={answers} chooses={chooses} onReason={choose} />
      {isAnswerable && !isFar && <Refused error={error} />}
      {isFar && <OutsideArea error={error} checked={answers.outsideArea} onChange={answers.setOutsideArea} />}
    </HeldSlotDialog>
  );
}
