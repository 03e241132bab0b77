import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { keysetQuery } from '@/ui/keyset-list';
import type { DirectorySearch } from './search';

const MIN_NAME = 2;
const name = (typed?: string) => (typed && typed.trim().length >= MIN_NAME ? typed.trim() : undefined);
const within = (search: DirectorySearch) => (search.pres ? search.km : undefined);

export const professionalsQuery = (search: DirectorySearch) =>
  keysetQuery(['directory', 'professionals', search], (cursor) =>
    body(
      api.GET('/api/directory/v1/professionals', {
        params: {
          query: {
            name: name(search.nom),
            profession: search.profession,
            near_commune: search.pres,
            within_km: within(search),
            language: search.langue,
            accepts_new_patients: search.accepte,
            home_visits: search.visites,
            teleconsultation: search.tele,
            wheelchair_accessible: search.fauteuil,
            members_only: search.adherents,
            cursor,
            limit: 50,
          },
        },
      }),
    ),
  );

export const structuresQuery = (search: DirectorySearch) =>
  keysetQuery(['directory', 'structures', search], (cursor) =>
    body(
      api.GET('/api/directory/v1/structures', {
        params: {
          query: {
            name: name(search.nom),
            category: search.categorie,
            near_commune: search.pres,
            within_km: within(search),
            own_territory: !search.pres,
            cursor,
            limit: 50,
          },
        },
      }),
    ),
  );

export const structureQuery = (key: string) =>
  queryOptions({
    queryKey: ['directory', 'structure', key],
    queryFn: () =>
      body(api.GET('/api/directory/v1/structures/{finess}', { params: { path: { finess: key } } })),
  });
