import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { Problem } from '@/api/problem';
import { LIVE } from '@/api/query-client';
import type { Worklist } from '@/api/types';

const WORKLISTS = {
  referral: () => body(api.GET('/api/referral/v1/worklists')),
  scheduling: () => body(api.GET('/api/scheduling/v1/worklists')),
  directory: () => body(api.GET('/api/directory/v1/worklists')),
};

/** In the order of the screen: requests first. */
export const SERVICES = ['referral', 'scheduling', 'directory'] as const;

export const worklistsQuery = (service: (typeof SERVICES)[number]) =>
  queryOptions({
    queryKey: [service, 'worklists'],
    refetchInterval: LIVE,
    queryFn: async (): Promise<Worklist[]> => {
      try {
        return (await WORKLISTS[service]()).items;
      } catch (error) {
        // A role without work in this service has no lists there: that is an answer, not a failure.
        if (error instanceof Problem && error.status === 403) return [];
        throw error;
      }
    },
  });
