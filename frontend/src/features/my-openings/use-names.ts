import { useQuery } from '@tanstack/react-query';
import { namesQuery } from '@/referral/queries';
import type { AgendaAppointment } from './queries';
import { useTexts } from './texts';

/** How to call each of these appointments: a name only where a booking opened the right to it. */
export function useNames(appointments: AgendaAppointment[]): (appointment: AgendaAppointment) => string {
  const t = useTexts();
  const ids = [...new Set(appointments.flatMap(({ referral_id: id }) => id ?? []))].slice(0, 100);
  const names = useQuery(namesQuery(ids));
  return ({ referral_id: id }) => {
    if (!id) return t('nameless');
    if (names.isError) return t('nameUnavailable');
    const found = names.data?.names.find((one) => one.referral_id === id);
    return found ? `${found.given_name} ${found.family_name}` : t('nameless');
  };
}
