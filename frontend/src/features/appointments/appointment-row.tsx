import { Anchor, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { whereaboutsOf } from '@/agendas/modality-label';
import { PATHS } from '@/app/paths';
import { AppointmentActs } from '@/appointment/appointment-acts';
import { BookedFrom } from '@/appointment/booked-from';
import { StatusBadge } from '@/appointment/status-badge';
import { dayAndHour, shortDayAndHour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import type { ListedAppointment } from './queries';
import type { AppointmentList } from './search';
import { useTexts } from './texts';

interface AppointmentRowProps {
  list: AppointmentList;
  appointment: ListedAppointment;
  /** Who comes, for the owner of the agenda alone. */
  name?: string;
}

export function AppointmentRow({ list, appointment, name }: AppointmentRowProps) {
  const t = useTexts();
  const { referral_id: referral, stated_by: by } = appointment;
  const whereabouts = whereaboutsOf(appointment);
  const when = dayAndHour(appointment.starts_at);
  const label = [when, whereabouts[0]].filter(Boolean).join(', ');
  return (
    <>
      <div>
        <Group gap="xs">
          <Text fw={600}>{when}</Text>
          {list === 'a-venir' && <StatusBadge appointment={appointment} />}
        </Group>
        <Text size="sm">{[name, ...whereabouts].filter(Boolean).join(' · ')}</Text>
        <BookedFrom appointment={appointment} />
        {by && (
          <Text size="sm" c="dimmed">
            {t(`statedBy.${appointment.status}`, {
              who: by.name || by.roles.map((role) => codeLabel('role', role)).join(', '),
              when: shortDayAndHour(by.at),
            })}
          </Text>
        )}
        {referral && (
          <Anchor
            size="sm"
            renderRoot={(props) => <Link to={PATHS.referral} params={{ id: referral }} {...props} />}
          >
            {t('openCase')}
            <span className="vh"> – {label}</span>
          </Anchor>
        )}
      </div>
      <Group gap="xs" className="no-print">
        <AppointmentActs appointment={appointment} acts={appointment.allowed_acts} label={label} />
        {list === 'a-reprendre' && referral && (
          <Button
            renderRoot={(props) => (
              <Link
                to={PATHS.snp}
                search={{
                  demande: referral,
                  pro: appointment.professional_id,
                  type: appointment.reason_code === 'snp' ? 'snp' : undefined,
                }}
                {...props}
              />
            )}
          >
            {t('rebook')}
            <span className="vh"> – {label}</span>
          </Button>
        )}
      </Group>
    </>
  );
}
