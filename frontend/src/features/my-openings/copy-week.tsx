import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { addDays, dayAndMonth } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { useCopyWeek } from './queries';
import { useTexts } from './texts';

const MOST_WEEKS = 12;

/** Writes the openings of a week again in the weeks after it. */
export function CopyWeek({ professionalId, monday }: { professionalId: string; monday: string }) {
  const t = useTexts();
  const copy = useCopyWeek();
  const [weeks, setWeeks] = useState<number>();
  const close = () => setWeeks(undefined);
  function send(count: number) {
    const to = Array.from({ length: count }, (_, week) => addDays(monday, 7 * (week + 1)));
    copy.mutate(
      { professional_id: professionalId, from_week: monday, to_weeks: to },
      {
        onSuccess: ({ items }) => {
          notifyDone(items.length > 0 ? t('copy.done', { count: items.length }) : t('copy.none'));
          close();
        },
        onError: notifyRefusal,
      },
    );
  }
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
          busy={copy.isPending}
          onClose={close}
          onConfirm={() => send(weeks)}
        >
          <NumberInput
            label={t('copy.weeks')}
            description={t('copy.hint')}
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
