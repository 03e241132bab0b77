import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { components } from '@/api/referral.gen';
import type { Kind } from '@/api/types';
import { isDay } from '@/lib/dates';
import codes from '@/locales/fr/codes.json';
import { notifyRefusal } from '@/ui/notify';

type R = components['schemas'];
export type Report = R['MonitorReport'];
export type Comparison = R['MonitorComparison'];
export type Figure = R['MonitorFigure'];
export type Alert = R['GapAlertOut'];
export type RefusalCounts = R['RefusedConsentCounts'];
export type Dimension = Comparison['dimension'];

const MONITOR = ['referral', 'monitor'] as const;

/** As it stands in the URL: days as YYYY-MM-DD. */
export interface GapsSearch {
  depuis?: string;
  jusque?: string;
  type?: Kind;
}

export function readGapsSearch(search: Record<string, unknown>): GapsSearch {
  const day = (value: unknown) => (isDay(value) ? value : undefined);
  const [depuis, jusque] = [day(search.depuis), day(search.jusque)];
  const type = (Object.keys(codes.kind) as Kind[]).find((one) => one === search.type);
  return { ...(depuis && { depuis }), ...(jusque && { jusque }), ...(type && { type }) };
}

const asked = ({ depuis, jusque, type }: GapsSearch) => ({ since: depuis, until: jusque, kind: type });

export const refusalCountsQuery = queryOptions({
  queryKey: ['referral', 'refused-consents', 'counts'],
  queryFn: () => body(api.GET('/api/referral/v1/refused-consents/counts')),
});

export const reportQuery = (search: GapsSearch) =>
  queryOptions({
    queryKey: [...MONITOR, search],
    queryFn: () => body(api.GET('/api/referral/v1/monitor', { params: { query: asked(search) } })),
  });

export const alertsQuery = queryOptions({
  queryKey: [...MONITOR, 'alerts'],
  queryFn: () => body(api.GET('/api/referral/v1/monitor/alerts')),
});

/** The alerts wait for nobody any longer. */
export function useLook() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => body(api.POST('/api/referral/v1/monitor/alerts/look')),
    onSuccess: (alerts) => {
      queryClient.setQueryData(alertsQuery.queryKey, alerts);
      void queryClient.invalidateQueries({ queryKey: ['referral', 'worklists'] });
    },
    onError: notifyRefusal,
  });
}

export function exportPath(search: GapsSearch): string {
  const given = Object.entries(asked(search)).filter(([, value]) => value) as [string, string][];
  return `/api/referral/v1/monitor/export?${new URLSearchParams(given)}`;
}
