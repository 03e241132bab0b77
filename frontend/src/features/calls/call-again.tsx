import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { addDays, civilInstant, clock, isoDay } from '@/lib/dates';
import { DayField, TimeField } from '@/ui/day-field';
import { useTexts } from './texts';

const HOUR_MS = 3_600_000;

/** An hour is proposed, in two hours: « rappeler » is then one tap too. */
export function CallAgain({ busy, onAt }: { busy: boolean; onAt: (at: string) => void }) {
  const t = useTexts();
  const soon = new Date(Date.now() + 2 * HOUR_MS);
  const [day, setDay] = useState(isoDay(soon));
  const [time, setTime] = useState(clock(soon));
  return (
    <Group gap="xs" align="flex-end">
      <DayField
        label={t('again.day')}
        value={day}
        min={isoDay(new Date())}
        max={addDays(isoDay(new Date()), 30)}
        onChange={setDay}
      />
      <TimeField label={t('again.time')} value={time} onChange={setTime} />
      <Button
        variant="default"
        size="md"
        disabled={busy || !day || !time}
        onClick={() => onAt(civilInstant(day, time))}
      >
        {t('outcome.call_again')}
      </Button>
    </Group>
  );
}
