import { queryOptions } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import type { components } from '@/api/scheduling.gen';
import { useAct } from '@/api/scheduling-act';
import { keysetQuery } from '@/ui/keyset-list';

type Schemas = components['schemas'];
export type Team = Schemas['TeamOut'];
export type TeamKind = Schemas['TeamKind'];
export type TeamWeek = Schemas['TeamWeek'];
export type Shift = Schemas['Shift'];
export type ShiftNeed = Schemas['ShiftNeed'];
export type ToReplace = Schemas['ToReplace'];
export type DescribeTeam = Schemas['DescribeTeam'];
type Hours = Schemas['TeamHours'];

/** Filters of the list as they stand in the URL. */
export interface TeamsSearch {
  genre?: TeamKind;
  fermees?: true;
}

export const KINDS: TeamKind[] = ['brigade', 'centre'];

export const readTeamsSearch = (search: Record<string, unknown>): TeamsSearch => ({
  genre: KINDS.find((one) => one === search.genre),
  fermees: search.fermees === true || search.fermees === 'true' ? true : undefined,
});

const KEY = ['scheduling', 'teams'] as const;
const PATH = '/api/scheduling/v1/teams';
const ONE = `${PATH}/{team_id}` as const;

export const teamsQuery = ({ genre, fermees }: TeamsSearch) =>
  keysetQuery(
    [...KEY, { genre, fermees }],
    // The contract also knows its CSV.
    async (cursor) =>
      (await body(
        api.GET(PATH, { params: { query: { kind: genre, closed: fermees ?? false, cursor, limit: 50 } } }),
      )) as Schemas['TeamPage'],
  );

export const exportPath = ({ genre, fermees }: TeamsSearch) =>
  `${PATH}?${new URLSearchParams({ ...(genre && { kind: genre }), ...(fermees && { closed: 'true' }) })}`;

export const teamQuery = (id: string) =>
  queryOptions({
    queryKey: [...KEY, 'one', id],
    queryFn: () => body(api.GET(ONE, { params: { path: { team_id: id } } })),
  });

export const weekQuery = (id: string, week: string) =>
  queryOptions({
    queryKey: [...KEY, 'week', id, week],
    queryFn: () => body(api.GET(`${ONE}/shifts`, { params: { path: { team_id: id }, query: { week } } })),
  });

export const hoursPath = (id: string) => `${PATH}/${id}/hours`;

export const hoursQuery = (id: string) =>
  queryOptions({
    queryKey: [...KEY, 'hours', id],
    // The contract also knows its CSV.
    queryFn: async () =>
      (await body(api.GET(`${ONE}/hours`, { params: { path: { team_id: id } } }))) as Hours,
  });

const once = () => ({ 'Idempotency-Key': newKey() });

/** Makes one, or describes anew the one that was read. */
export const useDescribeTeam = (team: Team | null) =>
  useAct(({ kind, ...said }: DescribeTeam & { kind: TeamKind }) =>
    body(
      team
        ? api.PUT(ONE, {
            params: { path: { team_id: team.team_id }, header: { 'If-Match': `"${team.version}"` } },
            body: said,
          })
        : api.POST(PATH, { params: { header: once() }, body: { kind, ...said } }),
    ),
  );

export const useCloseTeam = (id: string) =>
  useAct((_: undefined) => api.DELETE(ONE, { params: { path: { team_id: id } } }));

export const usePublishShift = (id: string) =>
  useAct((shift: Schemas['PublishShift']) =>
    body(api.POST(`${ONE}/shifts`, { params: { path: { team_id: id }, header: once() }, body: shift })),
  );

export const useCopyShifts = (id: string) =>
  useAct((weeks: Schemas['CopyShifts']) =>
    body(api.POST(`${ONE}/week-copies`, { params: { path: { team_id: id }, header: once() }, body: weeks })),
  );

export const useBookInARow = (id: string) =>
  useAct((people: number) =>
    body(
      api.POST(`${ONE}/appointments`, {
        params: { path: { team_id: id }, header: once() },
        body: { people },
      }),
    ),
  );
