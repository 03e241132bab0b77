import { Button, CloseButton, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { tableDay } from '@/lib/dates';
import { DayField } from '@/ui/day-field';
import { idOf } from './rota-faults';
import type { FieldsProps } from './rule-fields';
import { useTexts } from './texts';

/** Days of the period that nobody covers. */
export function ClosedDays({ form }: FieldsProps) {
  const t = useTexts();
  const [day, setDay] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const { closed, first, last } = form.values;
  const keep = (days: string[]) => form.setFieldValue('closed', days.toSorted());
  function add() {
    const isOne = first <= day && day <= last && !closed.includes(day);
    setFault(isOne ? null : t('faults.closed'));
    if (!isOne) return;
    keep([...closed, day]);
    setDay('');
  }
  return (
    <Stack gap={4}>
      <Group align="flex-end" gap="xs">
        <DayField
          id={idOf('closed')}
          label={t('make.closed')}
          min={first}
          max={last}
          value={day}
          error={fault ?? form.errors.closed}
          onChange={setDay}
        />
        <Button variant="default" onClick={add}>
          {t('make.closedAdd')}
        </Button>
      </Group>
      <Group gap="md">
        {closed.map((one) => (
          <Group key={one} gap={4}>
            <Text size="sm">{tableDay(one)}</Text>
            <CloseButton
              aria-label={t('make.closedRemove', { day: tableDay(one) })}
              onClick={() => keep(closed.filter((other) => other !== one))}
            />
          </Group>
        ))}
      </Group>
    </Stack>
  );
}
