import { queryOptions } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import { LIVE } from '@/api/query-client';
import type { components } from '@/api/scheduling.gen';
import { useAct } from '@/api/scheduling-act';

type Schemas = components['schemas'];
export type DayOfRounds = Schemas['DayOfRounds'];
export type Round = Schemas['RoundOut'];
export type Visit = Schemas['VisitOut'];
export type SentToPool = Schemas['SentToPool'];
export type NoteVisit = Schemas['NoteVisit'];
export type PlaceVisit = Schemas['PlaceVisit'];
export type VisitMove = Schemas['VisitMoveOut'];
export type VisitOutcome = Schemas['VisitOutcome'];
export type RoundVolunteer = Schemas['RoundVolunteerOut'];
export type VolunteerForRounds = Schemas['VolunteerForRounds'];
export type CareSkill = Schemas['CareSkill'];

export const SKILLS: CareSkill[] = [
  'blood_test',
  'dressing',
  'injection',
  'infusion',
  'monitoring',
  'palliative',
  'pcr',
  'vaccination',
];

const onVisit = (id: string) => ({ params: { path: { visit_id: id } } });
const onDay = (day: string) => ({ params: { path: { day } } });

export const exportPath = (day: string) => `/api/scheduling/v1/rounds/${day}`;

export const roundsQuery = (day: string) =>
  queryOptions({
    queryKey: ['scheduling', 'rounds', day],
    refetchInterval: LIVE,
    queryFn: async () => (await body(api.GET('/api/scheduling/v1/rounds/{day}', onDay(day)))) as DayOfRounds,
  });

export const ownRoundQuery = (day: string) =>
  queryOptions({
    queryKey: ['scheduling', 'own-round', day],
    refetchInterval: LIVE,
    queryFn: () => body(api.GET('/api/scheduling/v1/rounds/{day}/own', onDay(day))),
  });

export const publicationsQuery = (day: string) =>
  queryOptions({
    queryKey: ['scheduling', 'round-publications', day],
    queryFn: () => body(api.GET('/api/scheduling/v1/rounds/{day}/publications', onDay(day))),
  });

export const volunteersQuery = queryOptions({
  queryKey: ['scheduling', 'round-volunteers'],
  queryFn: () => body(api.GET('/api/scheduling/v1/round-volunteers')),
});

/** What a hand would do there; nothing is asked before a place is chosen. */
export const weighingQuery = (visit: string, place: PlaceVisit | null) =>
  queryOptions({
    queryKey: ['scheduling', 'round-weighing', visit, place],
    enabled: place !== null,
    retry: false,
    queryFn: () =>
      body(
        api.POST('/api/scheduling/v1/round-visits/{visit_id}/place/weighing', {
          ...onVisit(visit),
          body: place as PlaceVisit,
        }),
      ),
  });

export const useNoteVisit = () =>
  useAct((visit: NoteVisit) =>
    body(
      api.POST('/api/scheduling/v1/round-visits', {
        params: { header: { 'Idempotency-Key': newKey() } },
        body: visit,
      }),
    ),
  );

export const usePropose = () =>
  useAct((day: string) => body(api.POST('/api/scheduling/v1/rounds/{day}/proposal', onDay(day))));

export const usePublish = () =>
  useAct(({ day, version }: { day: string; version: number }) =>
    body(
      api.POST('/api/scheduling/v1/rounds/{day}/publication', {
        params: { path: { day }, header: { 'If-Match': `"${version}"` } },
      }),
    ),
  );

export const usePlace = () =>
  useAct(({ visit, place }: { visit: string; place: PlaceVisit }) =>
    body(api.PUT('/api/scheduling/v1/round-visits/{visit_id}/place', { ...onVisit(visit), body: place })),
  );

export type VisitAct = 'pin' | 'unpin' | 'takeOut' | 'withdraw';

export const useVisitAct = () =>
  useAct(({ visit, act }: { visit: string; act: VisitAct }): Promise<unknown> => {
    switch (act) {
      case 'takeOut':
        return api.DELETE('/api/scheduling/v1/round-visits/{visit_id}/place', onVisit(visit));
      case 'withdraw':
        return api.DELETE('/api/scheduling/v1/round-visits/{visit_id}', onVisit(visit));
      default:
        return api.PUT('/api/scheduling/v1/round-visits/{visit_id}/pin', {
          ...onVisit(visit),
          body: { is_pinned: act === 'pin' },
        });
    }
  });

export const useOutcome = () =>
  useAct(({ visit, outcome }: { visit: string; outcome: VisitOutcome }) =>
    body(
      api.POST('/api/scheduling/v1/round-visits/{visit_id}/outcome', {
        ...onVisit(visit),
        body: { outcome },
      }),
    ),
  );

export const useHandBack = () =>
  useAct((visit: string) =>
    api.DELETE('/api/scheduling/v1/round-visits/{visit_id}/appointment', onVisit(visit)),
  );

const onVolunteer = (id: string) => ({ params: { path: { professional_id: id } } });

export const useVolunteer = (id: string) =>
  useAct((said: VolunteerForRounds) =>
    api.PUT('/api/scheduling/v1/round-volunteers/{professional_id}', { ...onVolunteer(id), body: said }),
  );

export const useStopVolunteering = (id: string) =>
  useAct((_: undefined) =>
    api.DELETE('/api/scheduling/v1/round-volunteers/{professional_id}', onVolunteer(id)),
  );
