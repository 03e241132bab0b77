import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { clock, isoDay, parisInstant } from '@/lib/dates';
import { DayField, TimeField } from '@/ui/day-field';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { Closures } from './closures';
import { useCloseSpan } from './queries';
import { useTexts } from './texts';

const EVENING = '20:00';

/** What is left of today until the evening (until midnight, once it has come); of another day, its working hours. */
export function wholeOf(day: string, now: Date = new Date()) {
  if (day !== isoDay(now)) return { day, from: '08:00', to: EVENING };
  const from = clock(now);
  return { day, from, to: from < EVENING ? EVENING : '23:59' };
}

/** « Fermer cette plage »: today and the rest of the day are already filled in. */
export function CloseSpan({ professionalId }: { professionalId: string }) {
  const t = useTexts();
  const close = useCloseSpan();
  const [{ day, from, to }, setSpan] = useState(() => wholeOf(isoDay(new Date())));
  const isFaulty = to <= from;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isFaulty || !day) return;
    close.mutate(
      { professional_id: professionalId, from: parisInstant(day, from), to: parisInstant(day, to) },
      {
        onSuccess: ({ still_booked: booked }) =>
          notifyDone(
            booked.length > 0
              ? `${t('close.done')} ${t('close.stillBooked', { count: booked.length })}`
              : t('close.done'),
          ),
        onError: notifyRefusal,
      },
    );
  }
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('close.text')}
      </Text>
      <form onSubmit={submit} noValidate>
        <Group gap="sm" align="flex-end">
          <DayField
            label={t('close.day')}
            value={day}
            min={isoDay(new Date())}
            onChange={(value) => setSpan(wholeOf(value))}
          />
          <TimeField
            label={t('close.from')}
            value={from}
            onChange={(value) => setSpan({ day, to, from: value })}
          />
          <TimeField
            label={t('close.to')}
            value={to}
            error={isFaulty ? t('close.faulty') : undefined}
            onChange={(value) => setSpan({ day, from, to: value })}
          />
          <Button type="submit" variant="default" loading={close.isPending}>
            {t('close.act')}
          </Button>
        </Group>
      </form>
      <Closures professionalId={professionalId} />
    </Stack>
  );
}
