import { Badge, Text } from '@mantine/core';
import type { components } from '@/api/scheduling.gen';
import type { NoShowReason } from './queries';
import { useAppointmentTexts } from './texts';

type Status = components['schemas']['AppointmentStatus'];

interface StatusBadgeProps {
  appointment: { status: Status; no_show_reason: NoShowReason | null };
}

/** What became of it; nothing to say of one that stands. */
export function StatusBadge({ appointment: { status, no_show_reason: why } }: StatusBadgeProps) {
  const t = useAppointmentTexts();
  if (status === 'booked' || status === 'held') return null;
  return (
    <>
      <Badge variant="light" color="ardoise">
        {t(`status.${status}`)}
      </Badge>
      {why && why !== 'unknown' && (
        <Text size="sm" c="dimmed">
          {t(`noShow.${why}`)}
        </Text>
      )}
    </>
  );
}
