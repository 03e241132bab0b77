import { Group } from '@mantine/core';
import { isoDay } from '@/lib/dates';
import { DayField, TimeField } from '@/ui/day-field';
import { useTexts } from './texts';

interface HourFieldsProps {
  id?: string;
  day: string;
  time: string;
  onDay: (day: string) => void;
  onTime: (time: string) => void;
  error?: string;
}

/** A day and an hour where the CPTS lives, as the hospital says them. */
export function HourFields({ id, day, time, onDay, onTime, error }: HourFieldsProps) {
  const t = useTexts();
  return (
    <Group gap="sm" align="flex-start">
      <DayField
        id={id}
        label={t('day')}
        withAsterisk
        min={isoDay(new Date())}
        w={200}
        maw="100%"
        value={day}
        onChange={onDay}
        error={error}
      />
      <TimeField label={t('time')} withAsterisk w={120} value={time} onChange={onTime} />
    </Group>
  );
}
