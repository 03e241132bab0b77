import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { components } from '@/api/scheduling.gen';
import { useAct } from '@/api/scheduling-act';
import { keysetQuery } from '@/ui/keyset-list';

export type HomeVisits = components['schemas']['HomeVisitCapacity'];
export type HalfDay = components['schemas']['HomeVisitHalfDay'];

const KEY = ['scheduling', 'home-visits'] as const;

export const homeVisitsQuery = queryOptions({
  queryKey: [...KEY, 'capacity'],
  queryFn: () => body(api.GET('/api/scheduling/v1/home-visits')),
});

/** Which half-day is open: all of its visits, or those still free. */
export interface OpenVisits {
  day: string;
  half: HalfDay['half'];
  free?: true;
}

export const visitSlotsQuery = (open: OpenVisits) =>
  keysetQuery([...KEY, 'slots', open], async (cursor) => {
    const query = { ...open, cursor };
    const page = await body(api.GET('/api/scheduling/v1/home-visits/slots', { params: { query } }));
    return page as components['schemas']['HomeVisitSlots']; // the contract also knows its CSV
  });

export const visitsPath = ({ day, half, free }: OpenVisits) =>
  `/api/scheduling/v1/home-visits/slots?${new URLSearchParams({ day, half, ...(free && { free: 'true' }) })}`;

export const useSetThreshold = (version: number) =>
  useAct((least: number) =>
    body(
      api.PUT('/api/scheduling/v1/home-visits/threshold', {
        params: { header: { 'If-Match': `"${version}"` } },
        body: { least },
      }),
    ),
  );

/** A half-day as the URL names it: « 2026-11-24-morning », « 2026-11-24-morning-free ». */
export const FORM = /^(\d{4}-\d\d-\d\d)-(morning|afternoon)(-free)?$/;

export function halfDayOf(open: string | undefined): OpenVisits | null {
  const [, day, half, free] = FORM.exec(open ?? '') ?? [];
  return day && half ? { day, half: half as HalfDay['half'], ...(free && { free: true as const }) } : null;
}
