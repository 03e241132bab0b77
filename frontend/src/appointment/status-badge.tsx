import { Badge } from '@mantine/core';
import type { components } from '@/api/scheduling.gen';
import { useAppointmentTexts } from './texts';

type Status = components['schemas']['AppointmentStatus'];

/** What became of it; nothing to say of one that stands. */
export function StatusBadge({ status }: { status: Status }) {
  const t = useAppointmentTexts();
  if (status === 'booked' || status === 'held') return null;
  return (
    <Badge variant="light" color="ardoise">
      {t(`status.${status}`)}
    </Badge>
  );
}
