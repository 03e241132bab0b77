import type { components } from '@/api/scheduling.gen';
import { isDay } from '@/lib/dates';
import { isId } from '@/lib/ids';

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

export interface AppointmentsSearch {
  liste: AppointmentList;
  /** `2026-11-23`. */
  jour?: string;
  /** Whose agenda, for who reads more than one. */
  agenda?: string;
}

export function readAppointmentsSearch(search: Record<string, unknown>): AppointmentsSearch {
  return {
    liste: VIEWS.find((one) => one === search.liste) ?? 'a-venir',
    jour: isDay(search.jour) ? search.jour : undefined,
    agenda: isId(search.agenda) ? search.agenda : undefined,
  };
}
