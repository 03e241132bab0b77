import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { addDays, dayAndMonth } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { useAgendaTexts } from './texts';

const MOST_WEEKS = 12;

interface CopyWeekProps {
  monday: string;
  /** What is written again there, and what is left out. */
  hint: string;
  busy: boolean;
  onCopy: (toWeeks: string[], close: () => void) => void;
}

/** Writes what a week has again in the weeks after it. */
export function CopyWeek({ monday, hint, busy, onCopy }: CopyWeekProps) {
  const t = useAgendaTexts();
  const [weeks, setWeeks] = useState<number>();
  const close = () => setWeeks(undefined);
  const after = (count: number) =>
    Array.from({ length: count }, (_, week) => addDays(monday, 7 * (week + 1)));
  return (
    <>
      <Button variant="default" size="compact-md" onClick={() => setWeeks(1)}>
        {t('copy.act')}
      </Button>
      {weeks !== undefined && (
        <ConfirmDialog
          opened
          title={t('copy.title', { day: dayAndMonth(monday) })}
          act={t('copy.confirm')}
          busy={busy}
          onClose={close}
          onConfirm={() => onCopy(after(weeks), close)}
        >
          <NumberInput
            label={t('copy.weeks')}
            description={hint}
            min={1}
            max={MOST_WEEKS}
            value={weeks}
            onChange={(count) => setWeeks(Math.min(Math.max(Number(count) || 1, 1), MOST_WEEKS))}
          />
        </ConfirmDialog>
      )}
    </>
  );
}
