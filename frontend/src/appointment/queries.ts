import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components, paths } from '@/api/scheduling.gen';

type Schemas = components['schemas'];
export type CancelAppointment = Schemas['CancelAppointment'];
export type AppointmentAct = Schemas['AppointmentAct'];
export type RecordOutcome = Schemas['RecordOutcome'];
export type Outcome = Schemas['Outcome'];
export type NoShowReason = Schemas['NoShowReason'];
export type BookingReason = Schemas['BookingReason'];

type Find = NonNullable<paths['/api/scheduling/v1/appointments']['get']['parameters']['query']>;

export async function appointmentPage(query: Find) {
  const page = await body(api.GET('/api/scheduling/v1/appointments', { params: { query } }));
  return page as Schemas['AppointmentPage']; // the contract also knows its CSV
}

/** All of a request, soonest first. */
export const appointmentsOfQuery = (referralId: string) =>
  queryOptions({
    queryKey: ['scheduling', 'appointments', 'of', referralId],
    queryFn: () => appointmentPage({ referral_id: referralId, limit: 20 }),
  });

/** An act on an appointment changes slots, and the request that it is for. */
function useAct<Act, Result>(act: (input: Act) => Promise<Result>) {
  return useMutation({ mutationFn: act, onSettled: useReadAgain(['scheduling'], ['referral']) });
}

export const useOutcome = () =>
  useAct(({ id, ...said }: RecordOutcome & { id: string }) =>
    body(
      api.POST('/api/scheduling/v1/appointments/{appointment_id}/outcome', {
        params: { path: { appointment_id: id } },
        body: said,
      }),
    ),
  );

export const useCancel = () =>
  useAct(({ id, ...act }: CancelAppointment & { id: string }) =>
    body(
      api.POST('/api/scheduling/v1/appointments/{appointment_id}/cancellation', {
        params: { path: { appointment_id: id } },
        body: act,
      }),
    ),
  );
