import type { components } from '@/api/scheduling.gen';

interface Asked {
  fitting?: true;
  status?: components['schemas']['WishStatus'];
}

/** Names of the lists in the address; the first holds the wishes that its badge on the home page counts. */
export const WISH_LISTS = {
  'a-appeler': { fitting: true },
  'en-attente': { status: 'waiting' },
  toutes: {},
} as const satisfies Record<string, Asked>;
export type WishList = keyof typeof WISH_LISTS;
export const WISH_VIEWS = Object.keys(WISH_LISTS) as WishList[];

export interface WishesSearch {
  liste: WishList;
  profession?: string;
}

export function readWishesSearch(search: Record<string, unknown>): WishesSearch {
  const profession = String(search.profession ?? '').match(/^\d{1,3}$/)?.[0];
  const liste = WISH_VIEWS.find((one) => one === search.liste) ?? 'a-appeler';
  return { liste, ...(profession && { profession }) };
}
