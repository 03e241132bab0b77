import { usePersons } from '@/referral/use-persons';
import type { AgendaAppointment } from './queries';
import { useTexts } from './texts';

/** How to call each of these appointments: by name, or as a time that is taken. */
export function useNames(appointments: AgendaAppointment[]): (appointment: AgendaAppointment) => string {
  const t = useTexts();
  const { nameOf, isUnavailable } = usePersons(appointments.map(({ referral_id: id }) => id));
  return ({ referral_id: id }) => nameOf(id) ?? t(id && isUnavailable ? 'nameUnavailable' : 'nameless');
}
