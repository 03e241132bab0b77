import type { components } from '@/api/scheduling.gen';

type Key = components['schemas']['WorklistKey'];

/**
 * Names of the lists in the address. One holds the appointments that its badge on the home page counts; what is to
 * come is nobody's work that waits, and has none.
 */
export const LISTS = {
  'a-venir': null,
  'a-renseigner': 'outcome_missing',
  'a-reprendre': 'to_rebook',
} as const satisfies Record<string, Key | null>;
export type AppointmentList = keyof typeof LISTS;
export const VIEWS = Object.keys(LISTS) as AppointmentList[];

export function readAppointmentsSearch(search: Record<string, unknown>): { liste: AppointmentList } {
  return { liste: VIEWS.find((one) => one === search.liste) ?? 'a-venir' };
}
