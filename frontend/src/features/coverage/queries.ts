import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { components } from '@/api/scheduling.gen';
import { keysetQuery } from '@/ui/keyset-list';

type S = components['schemas'];
export type Coverage = S['CoverageOut'];
export type Commune = S['CommuneCoverage'];
export type Reach = S['Reach'];
export type Figure = S['Figure'];

export const DISTANCES = [5, 10, 15, 30] as const;
const USUAL = 10;

export const FIGURES = ['free', 'professionals', 'half_days', 'on_duty'] as const satisfies Figure[];

/** Which figure is open: of what, around which commune, of which profession. */
export interface OpenFigure {
  commune: string;
  profession: string;
  chiffre: Figure;
}

/** As it stands in the URL: the day, how far people go, and the figure whose rows are open. */
export interface CoverageSearch extends Partial<OpenFigure> {
  jour?: 'demain';
  km?: number;
}

export function readCoverageSearch(search: Record<string, unknown>): CoverageSearch {
  const km = DISTANCES.find((one) => one === Number(search.km));
  const commune = /^\d[\dAB]\d{3}$/.exec(String(search.commune))?.[0];
  const profession = /^\w{1,10}$/.exec(String(search.profession ?? ''))?.[0];
  const chiffre = FIGURES.find((one) => one === search.chiffre);
  return {
    ...(search.jour === 'demain' && { jour: 'demain' as const }),
    ...(km && { km }),
    ...(commune && profession && chiffre && { commune, profession, chiffre }),
  };
}

export const openedIn = ({ commune, profession, chiffre }: CoverageSearch): OpenFigure | null =>
  commune && profession && chiffre ? { commune, profession, chiffre } : null;

export const asked = ({ jour, km }: CoverageSearch) => ({
  day: jour === 'demain' ? ('tomorrow' as const) : ('today' as const),
  within_km: km ?? USUAL,
});

export const coverageQuery = (search: CoverageSearch) =>
  queryOptions({
    queryKey: ['scheduling', 'coverage', asked(search)],
    queryFn: async () =>
      // The contract also knows its CSV.
      (await body(api.GET('/api/scheduling/v1/coverage', { params: { query: asked(search) } }))) as Coverage,
  });

export const exportPath = (search: CoverageSearch) => {
  const { day, within_km } = asked(search);
  return `/api/scheduling/v1/coverage?day=${day}&within_km=${within_km}`;
};

const rowsOf = (search: CoverageSearch, { commune, profession, chiffre }: OpenFigure) => ({
  ...asked(search),
  commune,
  profession,
  figure: chiffre,
});

export const rowsQuery = (search: CoverageSearch, open: OpenFigure) =>
  keysetQuery(['scheduling', 'coverage', 'rows', rowsOf(search, open)], async (cursor) => {
    const query = { ...rowsOf(search, open), cursor };
    const page = await body(api.GET('/api/scheduling/v1/coverage/rows', { params: { query } }));
    return page as S['CoverageRowPage'];
  });

export function rowsPath(search: CoverageSearch, open: OpenFigure): string {
  const { within_km, ...words } = rowsOf(search, open);
  return `/api/scheduling/v1/coverage/rows?${new URLSearchParams({ ...words, within_km: String(within_km) })}`;
}
