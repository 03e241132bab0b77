import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { components } from '@/api/directory.gen';

export type Professional = components['schemas']['ProfessionalOut'];
export type Offer = components['schemas']['OfferOut'];

const HOUR = 60 * 60_000;

export const cptsQuery = queryOptions({
  queryKey: ['directory', 'cpts'],
  staleTime: HOUR,
  queryFn: () => body(api.GET('/api/directory/v1/cpts/current')),
});

/** GeoJSON of the territory and the communes that touch it. */
export const outlinesQuery = queryOptions({
  queryKey: ['directory', 'outlines'],
  staleTime: HOUR,
  queryFn: () => body(api.GET('/api/directory/v1/cpts/current/outlines')),
});

export const professionsQuery = queryOptions({
  queryKey: ['directory', 'professions'],
  staleTime: HOUR,
  queryFn: () => body(api.GET('/api/directory/v1/reference/professions')),
});

export const categoriesQuery = queryOptions({
  queryKey: ['directory', 'structure-categories'],
  staleTime: HOUR,
  queryFn: () => body(api.GET('/api/directory/v1/reference/structure-categories')),
});

export const languagesQuery = queryOptions({
  queryKey: ['directory', 'languages'],
  staleTime: HOUR,
  queryFn: () => body(api.GET('/api/directory/v1/reference/languages')),
});

/** The whole sheet, with the version that an edit must name. */
export const professionalQuery = (id: string) =>
  queryOptions({
    queryKey: ['directory', 'professional', id],
    queryFn: () =>
      body(
        api.GET('/api/directory/v1/professionals/{professional_id}', {
          params: { path: { professional_id: id } },
        }),
      ),
  });
