import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { whereaboutsOf } from '@/agendas/modality-label';
import { AppointmentActs } from '@/appointment/appointment-acts';
import { BookedFrom } from '@/appointment/booked-from';
import { EarlierLink } from '@/appointment/earlier-link';
import { appointmentsOfQuery } from '@/appointment/queries';
import { StatusBadge } from '@/appointment/status-badge';
import { dayAndHour } from '@/lib/dates';
import { ConfirmVisit } from './confirm-visit';

interface BookedVisitsProps {
  referralId: string;
  /** When the first one is, as the request knows it: said alone unless a line says it. */
  firstAt: string;
}

/** The appointments of a request that stand in the shared agenda, with what this person may do with each. */
export function BookedVisits({ referralId, firstAt }: BookedVisitsProps) {
  const query = useQuery(appointmentsOfQuery(referralId));
  const standing = query.data?.items.filter(({ allowed_acts: acts }) => acts.length > 0) ?? [];
  const isSaid = standing.some((one) => Date.parse(one.starts_at) === Date.parse(firstAt));
  return (
    <>
      {!isSaid && dayAndHour(firstAt)}
      {standing.map((one) => {
        const label = [dayAndHour(one.starts_at), ...whereaboutsOf(one)].filter(Boolean).join(' · ');
        return (
          <Group key={one.appointment_id} gap="xs">
            <Text size="sm">{label}</Text>
            <StatusBadge appointment={one} />
            <BookedFrom appointment={one} />
            <AppointmentActs appointment={one} acts={one.allowed_acts} label={label} />
            {one.allowed_acts.includes('move') && !one.shared_by && (
              <EarlierLink appointment={one}>
                <span className="vh"> – {label}</span>
              </EarlierLink>
            )}
            <ConfirmVisit referralId={referralId} appointmentId={one.appointment_id} label={label} />
          </Group>
        );
      })}
    </>
  );
}
