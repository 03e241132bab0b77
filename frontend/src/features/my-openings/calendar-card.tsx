import { Badge, Button, Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { hour, longDay, shortDay, shortDayAndHour } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { type OutsideCalendar, useRemoveCalendar } from './calendar-queries';
import { useTexts } from './calendar-texts';

const COLOURS = { waiting: 'ardoise', read: 'vert', failing: 'rouge' } as const;

export function CalendarCard({ calendar }: { calendar: OutsideCalendar }) {
  const t = useTexts();
  const remove = useRemoveCalendar();
  const [isAsking, setAsking] = useState(false);
  const { label, state, problem, read_at, next_at, known_until, conflicts } = calendar;
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div style={{ minWidth: 0 }}>
          <Text fw={600}>{label}</Text>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {calendar.host ?? t('outside.fromFile')}
          </Text>
        </div>
        <Badge variant="outline" color={COLOURS[state]} style={{ flexShrink: 0 }}>
          {t(`outside.state.${state}`)}
        </Badge>
      </Group>
      {problem && (
        <Text size="sm" c="rouge.7">
          {t(`outside.problem.${problem}`)}
          {next_at && ` ${t('outside.nextAt', { at: shortDayAndHour(next_at) })}`}
        </Text>
      )}
      {read_at && <Text size="sm">{t('outside.readAt', { at: shortDayAndHour(read_at) })}</Text>}
      {known_until && !calendar.host && (
        <Text size="sm">{t('outside.knownUntil', { day: longDay(known_until) })}</Text>
      )}
      {conflicts.length > 0 && <Conflicts conflicts={conflicts} />}
      <Group justify="flex-end" mt="xs">
        <Button variant="subtle" size="compact-sm" onClick={() => setAsking(true)}>
          {t('outside.remove')}
          <span className="vh"> {label}</span>
        </Button>
      </Group>
      {isAsking && (
        <ConfirmDialog
          opened
          danger
          title={t('outside.removeTitle', { label })}
          act={t('outside.removeAct')}
          busy={remove.isPending}
          onClose={() => setAsking(false)}
          onConfirm={() =>
            remove.mutate(calendar.calendar_id, {
              onSuccess: () => notifyDone(t('outside.removed')),
              onError: notifyRefusal,
            })
          }
        >
          <Text>{t('outside.removeText')}</Text>
        </ConfirmDialog>
      )}
    </Paper>
  );
}

/** Booked here and busy there: the owner moves one or the other. */
function Conflicts({ conflicts }: Pick<OutsideCalendar, 'conflicts'>) {
  const t = useTexts();
  return (
    <>
      <Text size="sm" fw={600} c="ambre.8" mt="xs">
        {t('outside.conflicts', { count: conflicts.length })}
      </Text>
      <ul style={{ margin: 0 }}>
        {conflicts.map((one) => (
          <Text component="li" size="sm" key={one.appointment_id}>
            {t('outside.conflict', {
              day: shortDay(one.starts_at),
              from: hour(one.starts_at),
              to: hour(one.ends_at),
            })}
          </Text>
        ))}
      </ul>
    </>
  );
}
