import { Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { AgendaField } from '@/agendas/agenda-field';
import { hasRole, useSession } from '@/api/session';
import { usePersons } from '@/referral/use-persons';
import { DayField } from '@/ui/day-field';
import { ExportButton } from '@/ui/export-button';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { SwitchView } from '@/ui/switch-view';
import { AppointmentRow } from './appointment-row';
import classes from './appointments.module.css';
import { appointmentsQuery, exportPath, type ListedAppointment } from './queries';
import { type AppointmentList, type AppointmentsSearch, VIEWS } from './search';
import { useTexts } from './texts';

interface AppointmentsPageProps {
  search: AppointmentsSearch;
  onSearch: (search: AppointmentsSearch) => void;
}

/** What is to come, and what waits for a word: how it went, or another date. Of one agenda, or of the whole CPTS. */
export function AppointmentsPage({ search, onSearch }: AppointmentsPageProps) {
  const t = useTexts();
  const { liste: list, jour, agenda } = search;
  const query = useInfiniteQuery(appointmentsQuery(search));
  return (
    <Page
      title={t('title')}
      subtitle={t(`lead.${list}`)}
      actions={<ExportButton path={exportPath(search)} name="rendez-vous" />}
    >
      <SwitchView
        label={t('lists')}
        value={list}
        onChange={(liste) => onSearch({ ...search, liste })}
        options={VIEWS.map((value) => ({
          value,
          label: t(`list.${value}`),
        }))}
      />
      <Filters search={search} onSearch={onSearch} />
      <KeysetList
        query={query}
        empty={
          <EmptyFace>
            <Text>{t(jour || agenda ? 'empty.filtered' : `empty.${list}`)}</Text>
          </EmptyFace>
        }
      >
        {(appointments) => <Rows list={list} appointments={appointments} />}
      </KeysetList>
    </Page>
  );
}

function Filters({ search, onSearch }: AppointmentsPageProps) {
  const t = useTexts();
  const readsMany = hasRole(useSession(), 'care_coordinator', 'director');
  return (
    <Group gap="md" align="flex-start" className="no-print">
      <DayField
        label={t('filters.day')}
        value={search.jour ?? ''}
        onChange={(day) => onSearch({ ...search, jour: day || undefined })}
      />
      {readsMany && (
        <AgendaField
          label={t('filters.agenda')}
          value={search.agenda ?? null}
          onChange={(id) => onSearch({ ...search, agenda: id ?? undefined })}
        />
      )}
      {(search.jour || search.agenda) && (
        <Button variant="subtle" mt={25} onClick={() => onSearch({ liste: search.liste })}>
          {t('filters.none')}
        </Button>
      )}
    </Group>
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
