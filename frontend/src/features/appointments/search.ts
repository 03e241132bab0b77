import type { components } from '@/api/scheduling.gen';

type Key = components['schemas']['WorklistKey'];

/** Names of the worklists in the address. A list holds the appointments that its badge on the home page counts. */
export const LISTS = {
  'a-renseigner': 'outcome_missing',
  'a-reprendre': 'to_rebook',
} as const satisfies Record<string, Key>;
export type AppointmentList = keyof typeof LISTS;

export function readAppointmentsSearch(search: Record<string, unknown>): { liste: AppointmentList } {
  return { liste: search.liste === 'a-reprendre' ? 'a-reprendre' : 'a-renseigner' };
}
