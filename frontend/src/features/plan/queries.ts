import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';
import type { RowState } from '@/api/types';
import { keysetQuery } from '@/ui/keyset-list';
import { notifyRefusal } from '@/ui/notify';

type R = components['schemas'];
export type Departure = R['DepartureOut'];
export type DepartureUndone = R['DepartureUndone'];

const PLANS = ['referral', 'plans'] as const;
const SENDING_MS = 5_000;
const STATES: RowState[] = ['planned', 'unplaced', 'taken_out', 'sent', 'skipped'];

/** The filter as it stands in the URL. */
export interface PlanSearch {
  lignes?: RowState;
}

export function readPlanSearch(search: Record<string, unknown>): PlanSearch {
  const state = STATES.find((one) => one === search.lignes);
  return state ? { lignes: state } : {};
}

/** The newest plan, or null when none was ever made. While it is being sent, read again. */
export const latestPlanQuery = queryOptions({
  queryKey: [...PLANS, 'latest'],
  queryFn: async () => {
    const listed = await body(api.GET('/api/referral/v1/plans', { params: { query: { limit: 1 } } }));
    const [latest] = listed.items;
    if (!latest) return null;
    return body(
      api.GET('/api/referral/v1/plans/{plan_id}', { params: { path: { plan_id: latest.plan_id } } }),
    );
  },
  refetchInterval: (query) => (query.state.data?.state === 'started' ? SENDING_MS : false),
});

export const rowsQuery = (plan_id: string, state?: RowState) =>
  keysetQuery([...PLANS, plan_id, 'rows', state], (cursor) =>
    body(
      api.GET('/api/referral/v1/plans/{plan_id}/rows', {
        params: { path: { plan_id }, query: { state, cursor, limit: 50 } },
      }),
    ),
  );

/** Who could be asked for one request within so many km: the nearest useful ring when not said. */
export const candidatesQuery = (referral_id: string, ring_km?: number) =>
  queryOptions({
    queryKey: ['referral', 'candidates-of-a-row', referral_id, ring_km],
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/referrals/{referral_id}/candidates', {
          params: { path: { referral_id }, query: { ring_km } },
        }),
      ),
  });

export const departurePreviewQuery = (professional_id: string | null) =>
  queryOptions({
    queryKey: ['referral', 'departure', professional_id],
    enabled: professional_id !== null,
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/professionals/{professional_id}/departure', {
          params: { path: { professional_id: professional_id ?? '' } },
        }),
      ),
  });

export const departuresQuery = queryOptions({
  queryKey: ['referral', 'departures'],
  queryFn: () => body(api.GET('/api/referral/v1/departures')),
});

/** What cancelling this departure would do. */
export const departureUndoneQuery = (departure_id: string) =>
  queryOptions({
    queryKey: ['referral', 'departures', departure_id, 'cancellation'],
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/departures/{departure_id}/cancellation', {
          params: { path: { departure_id } },
        }),
      ),
  });

export const leaversQuery = (name: string) =>
  queryOptions({
    queryKey: ['directory', 'professionals', 'doctors-by-name', name],
    enabled: name.length >= 2,
    queryFn: () =>
      body(
        api.GET('/api/directory/v1/professionals', {
          params: { query: { name, profession: '10', members_only: true, limit: 20 } },
        }),
      ),
  });

/** Everything about requests may have moved once a plan did. */
function usePlanning<Act, Done>(act: (given: Act) => Promise<Done>) {
  return useMutation<Done, Error, Act>({
    mutationFn: act,
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}

export const useMakePlan = () =>
  usePlanning(({ key, ...act }: R['MakePlan'] & { key: string }) =>
    body(api.POST('/api/referral/v1/plans', { params: { header: { 'Idempotency-Key': key } }, body: act })),
  );

interface Edit {
  plan_id: string;
  row_id: string;
  etag: string;
  professional_id: string | null;
  /** This person only: the household is split. */
  alone?: boolean;
}

export const useEditRow = () =>
  usePlanning(({ plan_id, row_id, etag, professional_id, alone = false }: Edit) =>
    body(
      api.PUT('/api/referral/v1/plans/{plan_id}/rows/{row_id}', {
        params: { path: { plan_id, row_id }, header: { 'If-Match': etag } },
        body: { professional_id, alone },
      }),
    ),
  );

export const useStartPlan = () =>
  usePlanning(({ plan_id, etag, key }: { plan_id: string; etag: string; key: string }) =>
    body(
      api.POST('/api/referral/v1/plans/{plan_id}/start', {
        params: { path: { plan_id }, header: { 'If-Match': etag, 'Idempotency-Key': key } },
      }),
    ),
  );

export const useCancelPlan = () =>
  usePlanning((plan_id: string) =>
    body(api.POST('/api/referral/v1/plans/{plan_id}/cancellation', { params: { path: { plan_id } } })),
  );

export const useAnnounceDeparture = () =>
  usePlanning(({ key, ...act }: R['AnnounceDeparture'] & { key: string }) =>
    body(
      api.POST('/api/referral/v1/departures', {
        params: { header: { 'Idempotency-Key': key } },
        body: act,
      }),
    ),
  );

export const useCancelDeparture = (departure_id: string) =>
  usePlanning((key: string) =>
    body(
      api.POST('/api/referral/v1/departures/{departure_id}/cancellation', {
        params: { path: { departure_id }, header: { 'Idempotency-Key': key } },
      }),
    ),
  );
