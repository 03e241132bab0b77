import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { newKey } from '@/api/client';
import { asProblem } from '@/api/problem';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { RefusedBecause } from '@/ui/refused';
import { useBook } from './booking';
import { BookingFields } from './booking-fields';
import { ChosenSlot } from './chosen-slot';
import { OutsideArea } from './outside-area';
import type { BoardSlot } from './queries';
import { useTellBooked } from './tell-booked';
import { useTexts } from './texts';
import { type Purpose, useAnswers } from './use-answers';

interface OverbookDialogProps extends Purpose {
  slot: BoardSlot;
  onClose: () => void;
  onBooked?: () => void;
}

/** One more at a time that is taken, as far as its owner allows: nothing to hold, so it is confirmed in words. */
export function OverbookDialog({ slot, onClose, onBooked, ...purpose }: OverbookDialogProps) {
  const t = useTexts();
  const book = useBook();
  const tell = useTellBooked();
  const answers = useAnswers(slot, purpose);
  const { referralId, unscheduled, homeCommune } = purpose;
  const problem = book.error ? asProblem(book.error) : null;
  const chooses = Boolean(referralId) && (unscheduled || problem?.rule === 'choice-unsaid');
  const [key] = useState(newKey);
  const { reason } = answers;
  function confirm() {
    if (!reason) return;
    book.mutate(
      {
        // What nobody answered may have been done: sent again under its own key, it is done once.
        key: problem && !problem.isPassing ? newKey() : key,
        slotId: slot.slot_id,
        overbook: true,
        referralId,
        reason,
        modality: answers.modality,
        recorded: chooses ? answers.recorded : undefined,
        homeCommune,
        outsideArea: answers.outsideArea,
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
    <ConfirmDialog
      opened
      title={t('overbook.title')}
      act={t('overbook.act')}
      busy={book.isPending}
      disabled={!reason}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Stack gap="md">
        <ChosenSlot slot={slot} />
        <Text>
          {t('overbook.taken', { count: slot.appointments })} {t('overbook.room', { count: slot.room })}
        </Text>
        <Text size="sm" c="dimmed">
          {t('overbook.trace')}
        </Text>
        <BookingFields slot={slot} answers={answers} chooses={chooses} onReason={answers.setReason} />
        {problem?.rule === 'brigade-goes-elsewhere' ? (
          <OutsideArea error={book.error} checked={answers.outsideArea} onChange={answers.setOutsideArea} />
        ) : (
          problem && <RefusedBecause>{problem.sentence}</RefusedBecause>
        )}
      </Stack>
    </ConfirmDialog>
  );
}
