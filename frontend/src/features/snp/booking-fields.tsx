import { Select } from '@mantine/core';
import type { BookingReason } from '@/agendas/reasons';
import { codeLabel } from '@/lib/i18n';
import { HowChosen, ModalityChips } from './chosen-slot';
import type { FreeSlot } from './queries';
import { useTexts } from './texts';
import type { Answers } from './use-answers';

interface BookingFieldsProps {
  slot: FreeSlot;
  answers: Answers;
  /** The booking is the person's choice: it says how she made it. */
  chooses: boolean;
  onReason: (reason: BookingReason) => void;
}

export function BookingFields({ slot, answers, chooses, onReason }: BookingFieldsProps) {
  const t = useTexts();
  const labelOf = (one: BookingReason) => {
    const minutes = slot.reasons[one];
    const name = codeLabel('bookingReason', one);
    return minutes ? t('dialog.lasts', { reason: name, minutes }) : name;
  };
  return (
    <>
      <ModalityChips slot={slot} value={answers.modality} onChange={answers.setModality} />
      <Select
        label={t('dialog.reason')}
        data={answers.reasons.map((value) => ({ value, label: labelOf(value) }))}
        value={answers.reason ?? null}
        placeholder={t('dialog.chooseReason')}
        description={
          answers.reasons.includes(answers.usual)
            ? undefined
            : t('dialog.notFor', { reason: codeLabel('bookingReason', answers.usual) })
        }
        allowDeselect={false}
        onChange={(value) => value && onReason(value as BookingReason)}
      />
      {chooses && (
        <HowChosen help={t('dialog.chosenHelp')} value={answers.recorded} onChange={answers.setRecorded} />
      )}
    </>
  );
}
