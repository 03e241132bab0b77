import { Badge, Group, Text } from '@mantine/core';
import { AppointmentActs } from '@/appointment/appointment-acts';
import type { AppointmentAct } from '@/appointment/queries';
import { StatusBadge } from '@/appointment/status-badge';
import { codeLabel } from '@/lib/i18n';
import type { AgendaAppointment } from './queries';

interface AppointmentLineProps {
  professionalId: string;
  appointment: AgendaAppointment;
  name: string;
}

export function AppointmentLine({ professionalId, appointment, name }: AppointmentLineProps) {
  return (
    <Group gap="xs" justify="space-between">
      <Group gap="xs">
        <Text fw={600}>{name}</Text>
        {appointment.modality !== 'AMB' && (
          <Badge variant="outline">{codeLabel('modality', appointment.modality)}</Badge>
        )}
        <StatusBadge status={appointment.status} />
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
