import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { components } from '@/api/scheduling.gen';

type S = components['schemas'];
export type Coverage = S['CoverageOut'];
export type Commune = S['CommuneCoverage'];
export type Reach = S['Reach'];

export const DISTANCES = [5, 10, 15, 30] as const;
const USUAL = 10;

/** As it stands in the URL: the day, and how far people go. */
export interface CoverageSearch {
  jour?: 'demain';
  km?: number;
}

export function readCoverageSearch(search: Record<string, unknown>): CoverageSearch {
  const km = DISTANCES.find((one) => one === Number(search.km));
  return { ...(search.jour === 'demain' && { jour: 'demain' as const }), ...(km && { km }) };
}

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
