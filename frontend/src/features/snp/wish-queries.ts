import { queryOptions } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import { LIVE } from '@/api/query-client';
import type { components, operations } from '@/api/scheduling.gen';
import { useAct } from '@/api/scheduling-act';
import { keysetQuery } from '@/ui/keyset-list';
import { WISH_LISTS, type WishesSearch } from './wish-search';

type Schemas = components['schemas'];
export type Wish = Schemas['WishOut'];
export type WishTerms = Schemas['DescribeWish'];
export type NoteWish = Schemas['NoteWish'];

const asked = ({ liste, profession }: WishesSearch) => ({ ...WISH_LISTS[liste], profession });

type Filters = NonNullable<operations['list_wishes']['parameters']['query']>;

async function readWishes(query: Filters) {
  const page = await body(api.GET('/api/scheduling/v1/wishes', { params: { query } }));
  return page as Schemas['WishPage']; // the contract also knows its CSV
}

export const wishesQuery = (search: WishesSearch) => ({
  ...keysetQuery(['scheduling', 'wishes', search], (cursor) =>
    readWishes({ ...asked(search), cursor, limit: 50 }),
  ),
  // What frees shows within a minute; nothing is pushed.
  refetchInterval: LIVE,
});

/** The whole list as a file. */
export const exportPath = (search: WishesSearch) => {
  const filters = Object.entries(asked(search)).filter(([, value]) => value !== undefined);
  return `/api/scheduling/v1/wishes?${new URLSearchParams(filters.map(([key, value]) => [key, String(value)]))}`;
};

/** What a request waits for already. */
export const wishOfQuery = (referralId: string) =>
  queryOptions({
    queryKey: ['scheduling', 'wishes', 'of', referralId],
    queryFn: () => readWishes({ referral_id: referralId, status: 'waiting', limit: 5 }),
  });

export const useNoteWish = () =>
  useAct((wish: NoteWish) =>
    body(
      api.POST('/api/scheduling/v1/wishes', {
        params: { header: { 'Idempotency-Key': newKey() } },
        body: wish,
      }),
    ),
  );

export const useChangeWish = () =>
  useAct(({ wish, terms }: { wish: Wish; terms: WishTerms }) =>
    body(
      api.PUT('/api/scheduling/v1/wishes/{wish_id}', {
        params: { path: { wish_id: wish.wish_id }, header: { 'If-Match': `"${wish.version}"` } },
        body: terms,
      }),
    ),
  );

const of = (wishId: string) => ({ params: { path: { wish_id: wishId } } });

export const useCloseWish = () =>
  useAct((wishId: string) => body(api.POST('/api/scheduling/v1/wishes/{wish_id}/closure', of(wishId))));

export const useResumeWish = () =>
  useAct((wishId: string) => body(api.POST('/api/scheduling/v1/wishes/{wish_id}/resumption', of(wishId))));
