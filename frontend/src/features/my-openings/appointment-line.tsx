import { Badge, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { modalityLabel } from '@/agendas/modality-label';
import { AppointmentActs } from '@/appointment/appointment-acts';
import { BookedFrom } from '@/appointment/booked-from';
import type { AppointmentAct } from '@/appointment/queries';
import { StatusBadge } from '@/appointment/status-badge';
import classes from './agenda-week.module.css';
import type { AgendaAppointment } from './queries';
import { useTexts } from './texts';

interface AppointmentLineProps {
  professionalId: string;
  appointment: AgendaAppointment;
  name: string;
  /** What else may be done at that time. */
  more?: ReactNode;
}

export function AppointmentLine({ professionalId, appointment, name, more }: AppointmentLineProps) {
  const t = useTexts();
  return (
    <Group gap="xs" justify="space-between">
      <Group gap="xs">
        <Text fw={600}>{name}</Text>
        {appointment.overbooked && (
          <Badge variant="light" color="ambre">
            {t('overbooking.badge')}
          </Badge>
        )}
        {more}
        {appointment.modality !== 'AMB' && (
          <Badge variant="outline" classNames={{ root: classes.badge, label: classes.way }}>
            {modalityLabel(appointment.modality, appointment)}
          </Badge>
        )}
        <StatusBadge appointment={appointment} />
        <BookedFrom appointment={appointment} />
      </Group>
      <AppointmentActs
        appointment={{ ...appointment, professional_id: professionalId }}
        acts={actsOf(appointment)}
        label={name}
      />
    </Group>
  );
}

/** Of who keeps the agenda. */
function actsOf({ status, starts_at }: AgendaAppointment): AppointmentAct[] {
  if (status !== 'booked' && status !== 'arrived') return [];
  if (Date.parse(starts_at) <= Date.now()) return ['outcome', 'cancel'];
  return status === 'booked' ? ['move', 'cancel'] : ['cancel'];
}
