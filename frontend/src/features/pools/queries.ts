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
export type PublishCover = Schemas['PublishCover'];
export type JoinPool = Schemas['JoinPool'];
export type Audience = Schemas['Audience'];
export type Modality = Schemas['Modality'];

/** They publish for any practice. */
export const keepsPools = (session: Session) => hasRole(session, 'secretary', 'care_coordinator', 'director');
/** Whose practice and availability are one's own: a professional's, or those of whom one is the delegate. */
export const ownPractice = (session: Session) =>
  hasRole(session, 'professional', 'delegate') ? (session.professional_id ?? null) : null;

export const coversQuery = ({ liste }: PoolsSearch) =>
  keysetQuery(['scheduling', 'covers', liste], (cursor) =>
    body(
      api.GET('/api/scheduling/v1/covers', {
        params: { query: { cursor, limit: 50, worklist: COVER_LISTS[liste] } },
      }),
    ),
  );

export const volunteersQuery = queryOptions({
  queryKey: ['scheduling', 'pool-volunteers'],
  queryFn: () => body(api.GET('/api/scheduling/v1/pool-volunteers')),
});

export type HoursOfAPractice = Pick<PublishCover, 'professional_id' | 'day' | 'from_time' | 'to_time'>;

/** How many appointments stay in the agenda of a practice if a locum stands in for it then. */
export const stayingQuery = (hours: HoursOfAPractice) =>
  queryOptions({
    queryKey: ['scheduling', 'covers', 'staying', hours],
    queryFn: () =>
      body(api.GET('/api/scheduling/v1/covers/appointments-staying', { params: { query: hours } })),
  });

export const usePublishCover = () =>
  useAct((cover: PublishCover) =>
    body(
      api.POST('/api/scheduling/v1/covers', {
        params: { header: { 'Idempotency-Key': newKey() } },
        body: cover,
      }),
    ),
  );

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
