import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { hasRole, useSession } from '@/api/session';
import { usePersons } from '@/referral/use-persons';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { SwitchView } from '@/ui/switch-view';
import { AppointmentRow } from './appointment-row';
import classes from './appointments.module.css';
import { appointmentsQuery, type ListedAppointment } from './queries';
import { type AppointmentList, VIEWS } from './search';
import { useTexts } from './texts';

interface AppointmentsPageProps {
  list: AppointmentList;
  onList: (list: AppointmentList) => void;
}

/** What is to come, and what waits for a word: how it went, or another date. Of one agenda, or of the whole CPTS. */
export function AppointmentsPage({ list, onList }: AppointmentsPageProps) {
  const t = useTexts();
  const query = useInfiniteQuery(appointmentsQuery(list));
  return (
    <Page title={t('title')} subtitle={t(`lead.${list}`)}>
      <SwitchView
        label={t('lists')}
        value={list}
        onChange={onList}
        options={VIEWS.map((value) => ({
          value,
          label: t(`list.${value}`),
        }))}
      />
      <KeysetList
        query={query}
        empty={
          <EmptyFace>
            <Text>{t(`empty.${list}`)}</Text>
          </EmptyFace>
        }
      >
        {(appointments) => <Rows list={list} appointments={appointments} />}
      </KeysetList>
    </Page>
  );
}

function Rows({ list, appointments }: { list: AppointmentList; appointments: ListedAppointment[] }) {
  const t = useTexts();
  const session = useSession();
  // Names stand only where a booking opened the right to them: in the agenda of its owner.
  const mayRead = hasRole(session, 'professional', 'delegate') && session.professional_id !== null;
  const { nameOf, isErased } = usePersons(mayRead ? appointments.map(({ referral_id: id }) => id) : []);
  const called = (id: string | null) => nameOf(id) ?? (isErased(id) ? t('nameErased') : undefined);
  return (
    <ul className={classes.rows}>
      {appointments.map((one) => (
        <li key={one.appointment_id} className={classes.row}>
          <AppointmentRow list={list} appointment={one} name={called(one.referral_id)} />
        </li>
      ))}
    </ul>
  );
}
