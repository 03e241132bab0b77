import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { newKey } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useCommon } from '@/lib/i18n';
import { useBook, useHold, useReleaseHold } from './booking';
import { BookingFields } from './booking-fields';
import { ChosenSlot } from './chosen-slot';
import { HoldCountdown } from './hold-countdown';
import { LostSlot } from './lost-slot';
import type { FreeSlot } from './queries';
import type { BookingReason } from './search';
import { useTellBooked } from './tell-booked';
import { useTexts } from './texts';
import { type Purpose, useAnswers } from './use-answers';

interface BookingDialogProps extends Purpose {
  slot: FreeSlot;
  /** Another slot, after a lost race. */
  onOther: (slot: FreeSlot) => void;
  onClose: () => void;
  onBooked?: () => void;
}

/** Holds the slot on opening, counts down, books on confirmation; a lost race offers the next three. */
export function BookingDialog({ slot, onOther, onClose, onBooked, ...purpose }: BookingDialogProps) {
  const { referralId, unscheduled } = purpose;
  const t = useTexts();
  const common = useCommon();
  const hold = useHold();
  const book = useBook();
  const release = useReleaseHold();
  const tell = useTellBooked();
  const answers = useAnswers(slot, purpose);
  const { reason, modality } = answers;
  const [key] = useState(newKey);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    hold.mutate({ slotId: slot.slot_id, reason, referralId });
  }, [hold.mutate, slot.slot_id, reason, referralId]);
  const held = hold.data;
  const error = book.error ?? hold.error;
  // Asked after all: the page did not know that the request is one of unscheduled care.
  const unsaid = error ? asProblem(error).rule === 'choice-unsaid' : false;
  // Another reason may be short enough.
  const isTooLong = error ? asProblem(error).rule === 'not-enough-room' : false;
  const refused = unsaid || isTooLong ? null : error;
  const chooses = Boolean(referralId) && (unscheduled || unsaid);
  function choose(other: BookingReason) {
    answers.setReason(other);
    // A longer reason keeps the next slots aside too, a shorter one gives them back.
    if (slot.reasons[other] !== slot.reasons[reason]) hold.mutate({ slotId: slot.slot_id, reason: other });
  }
  function close() {
    if (held && !book.isSuccess) release.mutate(held.hold_id);
    onClose();
  }
  function confirm() {
    if (!held) return;
    book.mutate(
      {
        // What is sent again with its answer is another booking.
        key: unsaid ? newKey() : key,
        slotId: slot.slot_id,
        holdId: held.hold_id,
        referralId,
        reason,
        modality,
        recorded: chooses ? answers.recorded : undefined,
      },
      {
        onSuccess: ({ appointment_id: id }) => {
          tell(id, slot);
          onClose();
          onBooked?.();
        },
      },
    );
  }
  return (
    <Modal opened onClose={close} title={t('dialog.title')} size="lg">
      <Stack gap="md">
        <ChosenSlot slot={slot} />
        {refused ? (
          <LostSlot error={refused} onOther={onOther} />
        ) : (
          <>
            {held && (
              <HoldCountdown
                until={held.until}
                onAgain={() => hold.mutate({ slotId: slot.slot_id, reason, referralId })}
              />
            )}
            <Text size="sm">{t(referralId ? 'dialog.withReferral' : 'dialog.withoutReferral')}</Text>
            <BookingFields slot={slot} answers={answers} chooses={chooses} onReason={choose} />
            {(unsaid || isTooLong) && (
              <Alert role="alert" color="rouge" variant="outline">
                {asProblem(error).sentence}
              </Alert>
            )}
          </>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {common(refused ? 'actions.close' : 'actions.cancel')}
          </Button>
          {!refused && (
            <Button
              loading={hold.isPending || book.isPending}
              disabled={!held}
              onClick={confirm}
              data-autofocus
            >
              {t('dialog.confirm')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
