import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { AppointmentActs } from '@/appointment/appointment-acts';
import { EarlierLink } from '@/appointment/earlier-link';
import { appointmentsOfQuery } from '@/appointment/queries';
import { dayAndHour } from '@/lib/dates';
import { ConfirmVisit } from './confirm-visit';

/** The appointments of a request that stand in the shared agenda, with what this person may do with each. */
export function BookedVisits({ referralId }: { referralId: string }) {
  const query = useQuery(appointmentsOfQuery(referralId));
  return query.data?.items
    .filter(({ allowed_acts: acts }) => acts.length > 0)
    .map((one) => {
      const label = [dayAndHour(one.starts_at), one.professional_name].filter(Boolean).join(', ');
      return (
        <Group key={one.appointment_id} gap="xs">
          <Text size="sm">{label}</Text>
          <AppointmentActs appointment={one} acts={one.allowed_acts} label={label} />
          {one.allowed_acts.includes('move') && (
            <EarlierLink appointment={one}>
              <span className="vh"> – {label}</span>
            </EarlierLink>
          )}
          <ConfirmVisit referralId={referralId} appointmentId={one.appointment_id} label={label} />
        </Group>
      );
    });
}
