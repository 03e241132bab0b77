import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { LIVE } from '@/api/query-client';
import type { components } from '@/api/scheduling.gen';
import { addDays, civilInstant, clock, isoDay } from '@/lib/dates';
import { keysetQuery } from '@/ui/keyset-list';
import type { SnpSearch } from './search';

export type FreeSlot = components['schemas']['FreeSlotOut'];
export type SharedSlot = components['schemas']['SharedSlotOut'];
export type HalfDayRow = components['schemas']['HalfDayRow'];
export type HalfDayCell = components['schemas']['HalfDayCell'];
export type BoardSlot = components['schemas']['BoardSlot'];
export type BoardColumn = components['schemas']['BoardColumn'];

interface Span {
  from?: string;
  to?: string;
  half_day?: 'morning' | 'afternoon';
}

/** « Cette demi-journée » and « demain » as the API wants them. */
export function spanOf(when: SnpSearch['quand'], afternoon: string, now: Date = new Date()): Span {
  const today = isoDay(now);
  if (when === 'demain')
    return { from: civilInstant(addDays(today, 1), '00:00'), to: civilInstant(addDays(today, 2), '00:00') };
  if (when === 'demi-journee') {
    const half = clock(now) < afternoon ? 'morning' : 'afternoon';
    return { from: now.toISOString(), to: civilInstant(addDays(today, 1), '00:00'), half_day: half };
  }
  return {};
}

/** What the slots are kept to, but for when and whose. */
const criteria = (search: SnpSearch) => {
  const [lat, lon] = search.point?.split(',').map(Number) ?? [];
  return {
    profession: search.profession,
    near_commune: search.pres,
    near_lat: lat,
    near_lon: lon,
    within_km: search.pres || search.point ? search.km : undefined,
    modality: search.ou,
    reason: search.motif,
    language: search.langue,
    wheelchair_accessible: search.fauteuil,
  };
};

/** No later than the target of the triage. */
const inTime = ({ avant, quand }: SnpSearch, afternoon: string) => ({
  ...(avant && { to: avant }),
  ...spanOf(quand, afternoon),
});

/** What the person's own doctor has free in time, what he keeps for his own patients included. */
export const ownDoctorQuery = (search: SnpSearch, afternoon: string) =>
  queryOptions({
    queryKey: ['scheduling', 'slots', 'own-doctor', search, afternoon],
    refetchInterval: LIVE,
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/slots', {
          params: {
            query: {
              ...inTime(search, afternoon),
              referral_id: search.demande,
              professional_id: search.medecin,
              modality: search.ou,
              reason: search.motif,
              limit: 5,
            },
          },
        }),
      ),
  });

/** What owners in other CPTS share with this one: to be asked for there. */
export const sharedSlotsQuery = (search: SnpSearch, afternoon: string) =>
  queryOptions({
    queryKey: ['scheduling', 'slots', 'shared', search, afternoon],
    refetchInterval: LIVE,
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/slots/shared', {
          params: {
            query: { ...inTime(search, afternoon), ...criteria(search), professional_id: search.pro },
          },
        }),
      ),
  });

export const freeSlotsQuery = (search: SnpSearch, afternoon: string) => ({
  ...keysetQuery(['scheduling', 'slots', search, afternoon], (cursor) =>
    body(
      api.GET('/api/scheduling/v1/slots', {
        params: {
          query: {
            ...inTime(search, afternoon),
            ...criteria(search),
            professional_id: search.pro,
            cursor,
            limit: 20,
          },
        },
      }),
    ),
  ),
  refetchInterval: LIVE,
});

export const halfDaysQuery = (week: string, search: SnpSearch) =>
  queryOptions({
    queryKey: ['scheduling', 'half-days', week, criteria(search), search.pro],
    refetchInterval: LIVE,
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/slots/half-days', {
          params: { query: { week, ...criteria(search), professional_id: search.pro } },
        }),
      ),
  });

/** One day by resource: who the filters name, what is taken with what is free. */
export const dayBoardQuery = (day: string, search: SnpSearch) =>
  queryOptions({
    queryKey: ['scheduling', 'slots', 'board', day, criteria(search), search.pro],
    refetchInterval: LIVE,
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/slots/board', {
          params: { query: { day, ...criteria(search), professional_id: search.pro } },
        }),
      ),
  });

/** One person's week, as the reader may see it. */
export const weekBoardQuery = (monday: string, professionalId: string, search: SnpSearch) =>
  queryOptions({
    queryKey: ['scheduling', 'slots', 'week', professionalId, monday, search.ou, search.motif],
    refetchInterval: LIVE,
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/slots/board', {
          params: {
            query: {
              day: monday,
              days: 7,
              professional_id: professionalId,
              modality: search.ou,
              reason: search.motif,
            },
          },
        }),
      ),
  });

/** The free slots behind one cell of the table: those that the table counted. */
export const cellSlotsQuery = (row: HalfDayRow, cell: HalfDayCell, search: SnpSearch) =>
  queryOptions({
    queryKey: ['scheduling', 'cell', row.professional_id, cell.day, cell.half, criteria(search)],
    staleTime: 0,
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/slots', {
          params: {
            query: {
              ...criteria(search),
              professional_id: row.professional_id,
              from: civilInstant(cell.day, '00:00'),
              to: civilInstant(addDays(cell.day, 1), '00:00'),
              half_day: cell.half,
              limit: 50,
            },
          },
        }),
      ),
  });
