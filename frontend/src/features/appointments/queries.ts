import { LIVE } from '@/api/query-client';
import type { components } from '@/api/scheduling.gen';
import { appointmentPage } from '@/appointment/queries';
import { addDays, civilInstant, isoDay } from '@/lib/dates';
import { keysetQuery } from '@/ui/keyset-list';
import { type AppointmentsSearch, LISTS } from './search';

export type ListedAppointment = components['schemas']['ListedAppointment'];

/** What is to come begins this morning, so that the list of one day is one. */
function asked({ liste, jour, agenda }: AppointmentsSearch) {
  const worklist = LISTS[liste];
  const since = jour ?? (worklist ? undefined : isoDay(new Date()));
  return {
    ...(worklist && { worklist }),
    ...(since && { from: civilInstant(since, '00:00') }),
    ...(jour && { to: civilInstant(addDays(jour, 1), '00:00') }),
    ...(agenda && { professional_id: agenda }),
  };
}

export const exportPath = (search: AppointmentsSearch) =>
  `/api/scheduling/v1/appointments?${new URLSearchParams(asked(search))}`;

export const appointmentsQuery = (search: AppointmentsSearch) => ({
  ...keysetQuery(['scheduling', 'appointments', search], (cursor) =>
    appointmentPage({ ...asked(search), cursor, limit: 50 }),
  ),
  refetchInterval: LIVE,
});
