import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import type { components } from '@/api/directory.gen';
import { keysetQuery } from '@/ui/keyset-list';
import type { RecoursesSearch } from './search';

type S = components['schemas'];
export type Recourse = S['RecourseOut'];
export type RecoursePage = S['RecoursePageOut'];
export type DescribeRecourse = S['DescribeRecourse'];
export type RecourseKind = Recourse['kind'];
export type RecourseModality = Recourse['modalities'][number];
export type RecourseClass = NonNullable<Recourse['triage_classes']>[number];
type Listed = S['RecoursesOut'];

const KEY = ['directory', 'recourses'] as const;
const PATH = '/api/directory/v1/recourses';

const asked = (search: RecoursesSearch) => ({
  kind: search.genre,
  modality: search.ou,
  commune: search.commune,
  inactive: search.anciens,
});

export const recoursesQuery = (search: RecoursesSearch) =>
  keysetQuery(
    [...KEY, search],
    // The contract also knows its CSV.
    async (cursor) =>
      (await body(api.GET(PATH, { params: { query: { ...asked(search), cursor, limit: 50 } } }))) as Listed,
  );

export const exportPath = (search: RecoursesSearch): string => {
  const said = Object.entries(asked(search)).filter(([, value]) => value !== undefined);
  return `${PATH}?${new URLSearchParams(said.map(([key, value]) => [key, String(value)]))}`;
};

export const recourseQuery = (id: string) =>
  queryOptions({
    queryKey: [...KEY, 'one', id],
    queryFn: () =>
      body(api.GET('/api/directory/v1/recourses/{recourse_id}', { params: { path: { recourse_id: id } } })),
  });

/** Adds one, or describes anew the one that was read. Nobody waits for the lists that are read again. */
export function useDescribe(recourse: Recourse | null) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (said: DescribeRecourse) =>
      body(
        recourse
          ? api.PUT('/api/directory/v1/recourses/{recourse_id}', {
              params: {
                path: { recourse_id: recourse.recourse_id },
                header: { 'If-Match': `"${recourse.version}"` },
              },
              body: said,
            })
          : api.POST(PATH, { params: { header: { 'Idempotency-Key': newKey() } }, body: said }),
      ),
    onSuccess: (kept) => {
      queryClient.setQueryData(recourseQuery(kept.recourse_id).queryKey, kept);
      void queryClient.invalidateQueries({ queryKey: KEY });
    },
  });
}
