import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { clock, isoDay, parisInstant, shortDay } from '@/lib/dates';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { type Closure, closuresQuery, useCloseSpan, useReopen } from './queries';
import { useTexts } from './texts';

/** « Fermer cette plage »: today and the rest of the day are already filled in. */
export function CloseSpan({ professionalId }: { professionalId: string }) {
  const t = useTexts();
  const close = useCloseSpan();
  const [day, setDay] = useState(() => isoDay(new Date()));
  const [from, setFrom] = useState('08:00');
  const [to, setTo] = useState('20:00');
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
          <TextInput
            type="date"
            label={t('close.day')}
            value={day}
            min={isoDay(new Date())}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <TextInput
            type="time"
            label={t('close.from')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="time"
            label={t('close.to')}
            value={to}
            error={isFaulty ? t('close.faulty') : undefined}
            onChange={(event) => setTo(event.currentTarget.value)}
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

function Closures({ professionalId }: { professionalId: string }) {
  const t = useTexts();
  const closures = useQuery(closuresQuery(professionalId)).data?.items ?? [];
  if (closures.length === 0) return null;
  return (
    <Stack gap={6}>
      <Text fw={600} size="sm">
        {t('closures')}
      </Text>
      {closures.map((closure) => (
        <ClosureLine key={closure.closure_id} closure={closure} />
      ))}
    </Stack>
  );
}

function ClosureLine({ closure }: { closure: Closure }) {
  const t = useTexts();
  const reopen = useReopen();
  const span = { day: shortDay(closure.from), from: clock(closure.from), to: clock(closure.to) };
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap">
      <Text size="sm">{t('span', span)}</Text>
      <Button
        variant="subtle"
        size="compact-sm"
        loading={reopen.isPending}
        onClick={() =>
          reopen.mutate(closure.closure_id, {
            onSuccess: () => notifyDone(t('reopened')),
            onError: notifyRefusal,
          })
        }
      >
        {t('reopen')}
        <span className="vh"> {t('span', span)}</span>
      </Button>
    </Group>
  );
}
