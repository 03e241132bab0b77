import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { LIVE } from '@/api/query-client';

/** Milliseconds. */
const SOON = 4_000;

const path = (id: string) => ({ params: { path: { referral_id: id } } });

/** Every key of a request starts with these, so that one act refreshes all that is shown of it. */
export const referralKey = (id: string) => ['referral', 'one', id] as const;

export const referralQuery = (id: string) =>
  queryOptions({
    queryKey: referralKey(id),
    // A booking in the shared agenda reaches the request by an event, a moment later.
    refetchInterval: ({ state: { data } }) =>
      data?.status === 'placed' && data.first_appointment.state === 'awaited' ? SOON : LIVE,
    queryFn: () => body(api.GET('/api/referral/v1/referrals/{referral_id}', path(id))),
  });

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: [...referralKey(id), 'timeline'],
    queryFn: () => body(api.GET('/api/referral/v1/referrals/{referral_id}/timeline', path(id))),
  });

export const wavesQuery = (id: string) =>
  queryOptions({
    queryKey: [...referralKey(id), 'waves'],
    refetchInterval: LIVE,
    queryFn: () => body(api.GET('/api/referral/v1/referrals/{referral_id}/solicitations', path(id))),
  });

// Each reading is logged: these are read on a click, kept for the page alone, and never read again by themselves.
const ONCE = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false } as const;

export const careBulletinQuery = (id: string) =>
  queryOptions({
    ...ONCE,
    queryKey: ['bulletin', 'care', id],
    queryFn: () => body(api.GET('/api/referral/v1/referrals/{referral_id}/care-bulletin', path(id))),
  });

export const socialBulletinQuery = (id: string) =>
  queryOptions({
    ...ONCE,
    queryKey: ['bulletin', 'social', id],
    queryFn: () => body(api.GET('/api/referral/v1/referrals/{referral_id}/social-bulletin', path(id))),
  });

export const proposalsQuery = (id: string) =>
  queryOptions({
    queryKey: [...referralKey(id), 'proposals'],
    refetchInterval: LIVE,
    queryFn: () => body(api.GET('/api/referral/v1/referrals/{referral_id}/proposals', path(id))),
  });

/** Case numbers of the unscheduled care that the reader follows, by identifier. */
export const numbersQuery = queryOptions({
  queryKey: ['referral', 'snp-numbers'],
  queryFn: async () => {
    const page = await body(
      api.GET('/api/referral/v1/referrals', { params: { query: { kind: 'snp', limit: 100 } } }),
    );
    return Object.fromEntries(page.items.map((one) => [one.referral_id, one.case_number]));
  },
});

/** Names behind the appointments, only those that a grant opens; each one given is logged by the server. */
export const namesQuery = (referralIds: string[]) =>
  queryOptions({
    queryKey: ['referral', 'names', ...referralIds],
    enabled: referralIds.length > 0,
    retry: false,
    queryFn: () => body(api.POST('/api/referral/v1/names', { body: { referral_ids: referralIds } })),
  });
