import { queryOptions } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import type { components } from '@/api/scheduling.gen';
import { useAct } from '@/api/scheduling-act';
import { hasRole } from '@/api/session';
import type { Session } from '@/api/types';
import { keysetQuery } from '@/ui/keyset-list';
import { COVER_LISTS, type PoolsSearch } from './search';

type Schemas = components['schemas'];
export type Volunteer = Schemas['PoolVolunteerOut'];
export type Replacement = Schemas['ReplacementOut'];
export type Locum = Schemas['LocumOut'];
export type PublishReplacement = Schemas['PublishReplacement'];
export type DaysToCover = Schemas['DaysToCover'];
export type JoinPool = Schemas['JoinPool'];
export type Audience = Schemas['Audience'];
export type Modality = Schemas['Modality'];

/** They publish for any practice. */
export const keepsPools = (session: Session) => hasRole(session, 'secretary', 'care_coordinator', 'director');
/** Whose practice and availability are one's own: a professional's, or those of whom one is the delegate. */
export const ownPractice = (session: Session) =>
  hasRole(session, 'professional', 'delegate') ? (session.professional_id ?? null) : null;

export const replacementsQuery = ({ liste }: PoolsSearch) =>
  keysetQuery(['scheduling', 'replacements', liste], (cursor) =>
    body(
      api.GET('/api/scheduling/v1/replacements', {
        params: { query: { cursor, limit: 50, worklist: COVER_LISTS[liste] } },
      }),
    ),
  );

const VOLUNTEERS = '/api/scheduling/v1/pool-volunteers';

/** With the hours of a month (YYYY-MM). */
export const volunteersQuery = (month: string) =>
  queryOptions({
    queryKey: ['scheduling', 'pool-volunteers', month],
    queryFn: async () => {
      const found = await body(api.GET(VOLUNTEERS, { params: { query: { month } } }));
      return found as Schemas['PoolVolunteers']; // the contract also knows its CSV
    },
  });

/** The rows behind the figure of one of them. */
export const hoursQuery = (month: string, professional_id: string) =>
  keysetQuery(['scheduling', 'pool-volunteers', month, 'hours', professional_id], async (cursor) => {
    const query = { month, professional_id, cursor };
    const page = await body(api.GET(`${VOLUNTEERS}/hours`, { params: { query } }));
    return page as Schemas['VolunteerHoursPage'];
  });

export const volunteersPath = (month: string) => `${VOLUNTEERS}?month=${month}`;
export const hoursPath = (month: string, professional_id: string) =>
  `${VOLUNTEERS}/hours?${new URLSearchParams({ month, professional_id })}`;

/** Which days a period comes to, and how many appointments stay in the agenda of the practice then. */
export const trialQuery = (wanted: DaysToCover) =>
  queryOptions({
    queryKey: ['scheduling', 'replacements', 'trial', wanted],
    queryFn: () => body(api.POST('/api/scheduling/v1/replacements/trial', { body: wanted })),
  });

export const usePublish = () =>
  useAct((wanted: PublishReplacement) =>
    body(
      api.POST('/api/scheduling/v1/replacements', {
        params: { header: { 'Idempotency-Key': newKey() } },
        body: wanted,
      }),
    ),
  );

/** An act on all of a replacement, on what one locum holds of it, or on named days. */
export type DaysAct =
  | { act: 'claim'; days?: string[] }
  | { act: 'confirm' | 'release' | 'reopen'; locum_id: string; days?: string[] }
  | { act: 'withdraw' };

export const useDaysAct = (replacementId: string) =>
  useAct(async (wanted: DaysAct): Promise<unknown> => {
    const of = { params: { path: { replacement_id: replacementId } } };
    switch (wanted.act) {
      case 'claim':
        return api.POST('/api/scheduling/v1/replacements/{replacement_id}/claim', {
          ...of,
          body: { days: wanted.days },
        });
      case 'confirm':
        return api.POST('/api/scheduling/v1/replacements/{replacement_id}/confirmation', {
          ...of,
          body: { locum_id: wanted.locum_id },
        });
      case 'release':
        return api.POST('/api/scheduling/v1/replacements/{replacement_id}/release', {
          ...of,
          body: { locum_id: wanted.locum_id, days: wanted.days },
        });
      case 'reopen':
        return api.POST('/api/scheduling/v1/replacements/{replacement_id}/reopening', {
          ...of,
          body: { locum_id: wanted.locum_id },
        });
      case 'withdraw':
        return api.DELETE('/api/scheduling/v1/replacements/{replacement_id}', of);
    }
  });

export const useJoin = (id: string) =>
  useAct((said: JoinPool) =>
    api.PUT('/api/scheduling/v1/pool-volunteers/{professional_id}', {
      params: { path: { professional_id: id } },
      body: said,
    }),
  );

export const useLeave = (id: string) =>
  useAct((_: undefined) =>
    api.DELETE('/api/scheduling/v1/pool-volunteers/{professional_id}', {
      params: { path: { professional_id: id } },
    }),
  );
