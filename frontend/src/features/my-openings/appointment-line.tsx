import { Badge, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { codeLabel } from '@/lib/i18n';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { CancelDialog } from './cancel-dialog';
import { type AgendaAppointment, useOutcome } from './queries';
import { useTexts } from './texts';

export function AppointmentLine({ appointment, name }: { appointment: AgendaAppointment; name: string }) {
  const t = useTexts();
  const outcome = useOutcome();
  const [isCancelling, setCancelling] = useState(false);
  const id = appointment.appointment_id;
  const isPast = Date.parse(appointment.starts_at) <= Date.now();
  const isOpen = appointment.status === 'booked' || appointment.status === 'arrived';
  const record = (value: 'fulfilled' | 'no_show') =>
    outcome.mutate(
      { id, outcome: value },
      { onSuccess: () => notifyDone(t(`outcome.${value}`)), onError: notifyRefusal },
    );
  return (
    <Group gap="xs" justify="space-between">
      <Group gap="xs">
        <Text fw={600}>{name}</Text>
        {appointment.modality !== 'AMB' && (
          <Badge variant="outline">{codeLabel('modality', appointment.modality)}</Badge>
        )}
        {appointment.status !== 'booked' && (
          <Badge variant="light" color="ardoise">
            {t(`status.${appointment.status}`)}
          </Badge>
        )}
      </Group>
      {isOpen && (
        <Group gap={4} className="no-print">
          {isPast && (
            <>
              <Button variant="subtle" size="compact-sm" onClick={() => record('fulfilled')}>
                {t('outcome.fulfilled')}
                <span className="vh"> – {name}</span>
              </Button>
              <Button variant="subtle" size="compact-sm" onClick={() => record('no_show')}>
                {t('outcome.no_show')}
                <span className="vh"> – {name}</span>
              </Button>
            </>
          )}
          <Button variant="subtle" size="compact-sm" onClick={() => setCancelling(true)}>
            {t('cancel.act')}
            <span className="vh"> – {name}</span>
          </Button>
        </Group>
      )}
      {isCancelling && <CancelDialog id={id} onClose={() => setCancelling(false)} />}
    </Group>
  );
}
