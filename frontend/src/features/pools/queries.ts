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

export const volunteersQuery = queryOptions({
  queryKey: ['scheduling', 'pool-volunteers'],
  queryFn: () => body(api.GET('/api/scheduling/v1/pool-volunteers')),
});

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
