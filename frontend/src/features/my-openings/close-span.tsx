import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAfternoon } from '@/agendas/use-afternoon';
import { civilInstant, clock, isoDay } from '@/lib/dates';
import { OneOfChips } from '@/ui/chips-field';
import { DayField, TimeField } from '@/ui/day-field';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { Closures } from './closures';
import { useCloseSpan } from './queries';
import { useTexts } from './texts';

/** First and last hour; the halves meet where those of the territory's table do. */
const hoursOf = (afternoon: string) => ({
  day: ['08:00', '20:00'] as const,
  morning: ['08:00', afternoon] as const,
  afternoon: [afternoon, '20:00'] as const,
});
type Part = keyof ReturnType<typeof hoursOf>;

/** What is left of a day or of a half of it: of today until midnight, once the evening has come. */
export function spanOf(day: string, part: Part, afternoon: string, now: Date = new Date()) {
  const [from, to] = hoursOf(afternoon)[part];
  const past = day === isoDay(now) ? clock(now) : from;
  return { day, from: past > from ? past : from, to: past < to ? to : '23:59' };
}

/** What a day can be halved into: nothing, once its morning is over. */
const partsOf = (day: string, afternoon: string): Part[] =>
  spanOf(day, 'morning', afternoon).from < afternoon ? ['day', 'morning', 'afternoon'] : [];

/** « Fermer cette plage »: today and the rest of the day are already filled in; another half-day is one touch away. */
export function CloseSpan({ professionalId }: { professionalId: string }) {
  const t = useTexts();
  const close = useCloseSpan();
  const afternoon = useAfternoon();
  const [{ day, from, to }, setSpan] = useState(() => spanOf(isoDay(new Date()), 'day', afternoon));
  const parts = partsOf(day, afternoon);
  const isPart = (part: Part) => {
    const span = spanOf(day, part, afternoon);
    return span.from === from && span.to === to;
  };
  const isFaulty = to <= from;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isFaulty || !day) return;
    close.mutate(
      { professional_id: professionalId, from: civilInstant(day, from), to: civilInstant(day, to) },
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
            onChange={(value) => setSpan(spanOf(value, 'day', afternoon))}
          />
          {parts.length > 0 && (
            <OneOfChips
              legend={t('close.part')}
              options={parts.map((value) => ({ value, label: t(`close.parts.${value}`) }))}
              value={parts.find(isPart) ?? null}
              onChange={(part) => setSpan(spanOf(day, part, afternoon))}
            />
          )}
          <Group gap="sm" align="flex-end" wrap="nowrap">
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
          </Group>
          <Button type="submit" variant="default" loading={close.isPending}>
            {t('close.act')}
          </Button>
        </Group>
      </form>
      <Closures professionalId={professionalId} />
    </Stack>
  );
}
