import type { components } from '@/api/scheduling.gen';
import { isMonth } from '@/lib/dates';

/** Names of the lists in the address, with the rows that each asks for; the badges of the home page count two. */
export const COVER_LISTS = {
  toutes: undefined,
  'a-pourvoir': 'covers_to_take',
  'a-confirmer': 'covers_to_confirm',
} as const satisfies Record<string, components['schemas']['CoverWorklist'] | undefined>;
export type CoverList = keyof typeof COVER_LISTS;
export const COVER_VIEWS = Object.keys(COVER_LISTS) as CoverList[];

/** The list, the month (YYYY-MM) whose hours of volunteers are read, and whose rows are open. */
export interface PoolsSearch {
  liste: CoverList;
  mois?: string;
  volontaire?: string;
}

export interface SearchProps {
  search: PoolsSearch;
  onSearch: (search: PoolsSearch) => void;
}

export const readPoolsSearch = ({ liste, mois, volontaire }: Record<string, unknown>): PoolsSearch => ({
  liste: COVER_VIEWS.find((one) => one === liste) ?? 'toutes',
  ...(isMonth(mois) && { mois }),
  ...(typeof volontaire === 'string' && { volontaire }),
});
