import { Button, CloseButton, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { isoDay, tableDay } from '@/lib/dates';
import { DayField } from '@/ui/day-field';
import { Disclosure } from '@/ui/disclosure';
import { notifyRefusal, notifyUndo } from '@/ui/notify';
import { type Opening, useRevise } from './queries';
import { useTexts } from './texts';

/** Days left out of a weekly opening: its free slots of that day disappear, booked ones stay. */
export function OpeningExceptions({ opening }: { opening: Opening }) {
  const t = useTexts();
  const revise = useRevise();
  const [day, setDay] = useState('');
  const [fault, setFault] = useState<string>();
  const today = isoDay(new Date());
  const coming = opening.exceptions.filter((one) => one >= today);

  /** An undo goes back to these very days, on the version that the change made. */
  const keep = (exceptions: string[], done: string) =>
    revise.mutate(
      { opening, change: { exceptions: [...exceptions].sort() } },
      {
        onSuccess: ({ version }) =>
          notifyUndo(done, () =>
            revise.mutate(
              { opening: { ...opening, version }, change: { exceptions: opening.exceptions } },
              { onError: notifyRefusal },
            ),
          ),
        onError: notifyRefusal,
      },
    );

  function add(event: FormEvent) {
    event.preventDefault();
    const isOne = isDayOf(opening, day, today);
    setFault(isOne ? undefined : t('exceptions.faulty'));
    if (!isOne) return;
    keep([...opening.exceptions, day], t('exceptions.added', { day: tableDay(day) }));
    setDay('');
  }

  return (
    <Disclosure summary={t('exceptions.title', { count: coming.length })}>
      <Stack gap="xs">
        {coming.map((one) => (
          <Group key={one} gap="xs">
            <Text size="sm">{tableDay(one)}</Text>
            <CloseButton
              aria-label={t('exceptions.remove', { day: tableDay(one) })}
              onClick={() =>
                keep(
                  opening.exceptions.filter((other) => other !== one),
                  t('exceptions.removed', { day: tableDay(one) }),
                )
              }
            />
          </Group>
        ))}
        <form onSubmit={add} noValidate>
          <Group align="flex-end" gap="xs">
            <DayField label={t('exceptions.day')} min={today} value={day} error={fault} onChange={setDay} />
            <Button type="submit" variant="default" loading={revise.isPending}>
              {t('exceptions.act')}
            </Button>
          </Group>
        </form>
      </Stack>
    </Disclosure>
  );
}

/** ISO weekday of a civil day, 1 is Monday. */
const weekdayOf = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay() || 7;

const isDayOf = ({ weekdays, exceptions }: Opening, day: string, today: string) =>
  day >= today && weekdays.includes(weekdayOf(day)) && !exceptions.includes(day);
