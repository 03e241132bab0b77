import { Group, TextInput } from '@mantine/core';
import { isoDay } from '@/lib/dates';
import { useTexts } from './texts';

interface HourFieldsProps {
  id?: string;
  day: string;
  time: string;
  onDay: (day: string) => void;
  onTime: (time: string) => void;
  error?: string;
}

/** A day and an hour in Paris, as the hospital says them. */
export function HourFields({ id, day, time, onDay, onTime, error }: HourFieldsProps) {
  const t = useTexts();
  return (
    <Group gap="sm" align="flex-start">
      <TextInput
        id={id}
        type="date"
        label={t('day')}
        withAsterisk
        min={isoDay(new Date())}
        w={200}
        maw="100%"
        value={day}
        onChange={(event) => onDay(event.currentTarget.value)}
        error={error}
      />
      <TextInput
        type="time"
        label={t('time')}
        withAsterisk
        w={120}
        value={time}
        onChange={(event) => onTime(event.currentTarget.value)}
      />
    </Group>
  );
}
