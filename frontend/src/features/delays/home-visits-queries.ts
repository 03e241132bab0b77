import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { components } from '@/api/scheduling.gen';
import { useAct } from '@/api/scheduling-act';

export type HomeVisits = components['schemas']['HomeVisitCapacity'];
export type HalfDay = components['schemas']['HomeVisitHalfDay'];

const KEY = ['scheduling', 'home-visits'] as const;

export const homeVisitsQuery = queryOptions({
  queryKey: [...KEY, 'capacity'],
  queryFn: () => body(api.GET('/api/scheduling/v1/home-visits')),
});

export const visitSlotsQuery = (day: string, half: HalfDay['half']) =>
  queryOptions({
    queryKey: [...KEY, 'slots', day, half],
    queryFn: () =>
      body(api.GET('/api/scheduling/v1/home-visits/slots', { params: { query: { day, half } } })),
  });

export const useSetThreshold = (version: number) =>
  useAct((least: number) =>
    body(
      api.PUT('/api/scheduling/v1/home-visits/threshold', {
        params: { header: { 'If-Match': `"${version}"` } },
        body: { least },
      }),
    ),
  );

/** A half-day as the URL names it: « 2026-11-24-morning ». */
export const FORM = /^(\d{4}-\d\d-\d\d)-(morning|afternoon)$/;

export function halfDayOf(open: string | undefined): { day: string; half: HalfDay['half'] } | null {
  const [, day, half] = FORM.exec(open ?? '') ?? [];
  return day && half ? { day, half: half as HalfDay['half'] } : null;
}
