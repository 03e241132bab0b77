import { Text } from '@mantine/core';
import type { components } from '@/api/scheduling.gen';
import { codeLabel } from '@/lib/i18n';
import { useAppointmentTexts } from './texts';

type Schemas = components['schemas'];

interface BookedFromProps {
  appointment: {
    booked_from: Schemas['BookedFrom'] | null;
    shared_by?: Schemas['NamedCpts'] | null;
  };
}

/** Between two CPTS: who of the other one booked, or in whose agenda it stands. */
export function BookedFrom({ appointment: { booked_from: from, shared_by: by } }: BookedFromProps) {
  const t = useAppointmentTexts();
  if (!from && !by) return null;
  const who = from && [from.name, ...from.roles.map((role) => codeLabel('role', role)), from.cpts_name];
  return (
    <Text size="sm" c="dimmed">
      {who ? t('bookedFrom', { who: who.filter(Boolean).join(', ') }) : t('sharedBy', { cpts: by?.name })}
    </Text>
  );
}
