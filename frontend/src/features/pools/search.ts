import type { components } from '@/api/scheduling.gen';

/** Names of the lists in the address, with the rows that each asks for; the badges of the home page count two. */
export const COVER_LISTS = {
  toutes: undefined,
  'a-pourvoir': 'covers_to_take',
  'a-confirmer': 'covers_to_confirm',
} as const satisfies Record<string, components['schemas']['CoverWorklist'] | undefined>;
export type CoverList = keyof typeof COVER_LISTS;
export const COVER_VIEWS = Object.keys(COVER_LISTS) as CoverList[];

export interface PoolsSearch {
  liste: CoverList;
}

export const readPoolsSearch = (search: Record<string, unknown>): PoolsSearch => ({
  liste: COVER_VIEWS.find((one) => one === search.liste) ?? 'toutes',
});
