import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { Problem } from '@/api/problem';
import { LIVE } from '@/api/query-client';
import type { components } from '@/api/scheduling.gen';
import { keysetQuery } from '@/ui/keyset-list';
import { type RecordSearch, recordAsked } from './search';

type S = components['schemas'];
export type Triage = S['TriageOut'];
export type Queued = S['QueuedTriage'];
export type Disposition = S['Disposition'];
export type TriageStep = S['TriageStep'];
export type RecourseNow = S['RecourseNow'];
export type ScriptQuestion = S['ScriptQuestion'];

const KEY = ['scheduling', 'triages'] as const;
const path = (id: string) => ({ params: { path: { referral_id: id } } });
/** A request reaches the agenda by an event, a moment after it was stated. */
const A_MOMENT = { tries: 5, ms: 1_500 };

export const triageQuery = (id: string) =>
  queryOptions({
    queryKey: [...KEY, id],
    // Two may work on one call: what the other answered shows within a minute.
    refetchInterval: LIVE,
    retry: (count, error) => error instanceof Problem && error.status === 404 && count < A_MOMENT.tries,
    retryDelay: A_MOMENT.ms,
    queryFn: async (): Promise<Triage | null> => {
      try {
        return await body(api.GET('/api/scheduling/v1/triages/{referral_id}', path(id)));
      } catch (error) {
        if (error instanceof Problem && error.rule === 'triage-missing') return null;
        throw error;
      }
    },
  });

export const queueQuery = keysetQuery([...KEY, 'queue'], (cursor) =>
  body(api.GET('/api/scheduling/v1/triages', { params: { query: { cursor, limit: 50 } } })),
);

/** Who takes this request now; what is not known of the person excludes nobody. */
export const recoursesNowQuery = (id: string, known: { commune?: string; ages?: [number, number] }) =>
  queryOptions({
    queryKey: [...KEY, id, 'recourses', known],
    // Doors open and shut while one telephones.
    refetchInterval: LIVE,
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/triages/{referral_id}/recourses', {
          params: {
            ...path(id).params,
            query: { commune: known.commune, age_from: known.ages?.[0], age_to: known.ages?.[1] },
          },
        }),
      ),
  });

export type Disposed = S['DisposedTriage'];

export type Target = S['DisposedTo'];

const readRecord = async (search: RecordSearch, limit: number, cursor?: string) =>
  // The contract also knows its CSV.
  (await body(
    api.GET('/api/scheduling/v1/triage-dispositions', {
      params: { query: { ...recordAsked(search), cursor, limit } },
    }),
  )) as S['DisposedTriages'];

export const recordQuery = (search: RecordSearch) =>
  keysetQuery([...KEY, 'record', search], (cursor) => readRecord(search, 50, cursor));

/** How many went to each target, over all pages. */
export const targetsQuery = (search: RecordSearch) =>
  queryOptions({
    queryKey: [...KEY, 'record-targets', search],
    queryFn: async () => (await readRecord(search, 1)).to,
  });

/** Each act answers with the whole triage as it then stands. */
function useTriageAct<A>(id: string, act: (asked: A) => Promise<Triage>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (triage) => {
      queryClient.setQueryData(triageQuery(id).queryKey, triage);
      void queryClient.invalidateQueries({ queryKey: queueQuery.queryKey });
    },
  });
}

export const useOpen = (id: string) =>
  useTriageAct(id, () => body(api.PUT('/api/scheduling/v1/triages/{referral_id}', path(id))));

export const useAnswer = (id: string) =>
  useTriageAct(id, ({ question, answer }: { question: string; answer: string }) =>
    body(
      api.PUT('/api/scheduling/v1/triages/{referral_id}/answers/{question}', {
        params: { path: { referral_id: id, question } },
        body: { answer },
      }),
    ),
  );

export const useDispose = (id: string) =>
  useTriageAct(id, (said: { to: Disposition; recourse_id?: string }) =>
    body(api.POST('/api/scheduling/v1/triages/{referral_id}/dispositions', { ...path(id), body: said })),
  );
