import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { LIVE } from '@/api/query-client';
import { keysetQuery } from '@/ui/keyset-list';
import { type QueueSearch, toBoardQuery, toQuery } from './filters';

export const queueQuery = (search: QueueSearch) => ({
  ...keysetQuery(['referral', 'queue', toQuery(search)], (cursor) =>
    body(
      api.GET('/api/referral/v1/referrals', { params: { query: { ...toQuery(search), cursor, limit: 30 } } }),
    ),
  ),
  refetchInterval: LIVE,
});

export const boardQuery = (search: QueueSearch) =>
  queryOptions({
    queryKey: ['referral', 'board', toBoardQuery(search)],
    refetchInterval: LIVE,
    queryFn: () =>
      body(api.GET('/api/referral/v1/referrals/board', { params: { query: toBoardQuery(search) } })),
  });

/** Address of the CSV of the same filters, without identity. */
export function exportPath(search: QueueSearch): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(toQuery(search)))
    if (value !== undefined) query.set(key, String(value));
  return `/api/referral/v1/referrals/export?${query}`;
}
