import { api, body } from '@/api/client';
import { LIVE } from '@/api/query-client';
import type { components } from '@/api/scheduling.gen';
import { civilInstant, isoDay } from '@/lib/dates';
import { keysetQuery } from '@/ui/keyset-list';
import { type AppointmentList, LISTS } from './search';

export type ListedAppointment = components['schemas']['ListedAppointment'];

/** What is to come begins this morning, so that the list of one day is one. */
function asked(list: AppointmentList) {
  const worklist = LISTS[list];
  return worklist ? { worklist } : { from: civilInstant(isoDay(new Date()), '00:00') };
}

export const appointmentsQuery = (list: AppointmentList) => ({
  ...keysetQuery(['scheduling', 'appointments', list], (cursor) =>
    body(
      api.GET('/api/scheduling/v1/appointments', {
        params: { query: { ...asked(list), cursor, limit: 50 } },
      }),
    ),
  ),
  refetchInterval: LIVE,
});
