import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { LIVE } from '@/api/query-client';
import type { components } from '@/api/scheduling.gen';
import { keysetQuery } from '@/ui/keyset-list';
import { type AppointmentList, LISTS } from './search';

type Schemas = components['schemas'];
export type ListedAppointment = Schemas['ListedAppointment'];

export const appointmentsQuery = (list: AppointmentList) => ({
  ...keysetQuery(['scheduling', 'appointments', list], (cursor) =>
    body(
      api.GET('/api/scheduling/v1/appointments', {
        params: { query: { worklist: LISTS[list], cursor, limit: 50 } },
      }),
    ),
  ),
  refetchInterval: LIVE,
});

export function useRecordOutcome() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, outcome }: { id: string; outcome: Schemas['Outcome'] }) =>
      body(
        api.POST('/api/scheduling/v1/appointments/{appointment_id}/outcome', {
          params: { path: { appointment_id: id } },
          body: { outcome },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['scheduling'] }),
  });
}
