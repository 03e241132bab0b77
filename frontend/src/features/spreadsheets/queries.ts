import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body, csrf } from '@/api/client';
import { Problem } from '@/api/problem';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';
import type { Kind } from '@/api/types';
import { notifyRefusal } from '@/ui/notify';

type R = components['schemas'];
export type Spreadsheet = R['SpreadsheetOut'];
export type SheetColumn = R['SpreadsheetColumn'];
export type Trial = R['Trial'];
export type Holds = R['Holds'];
export type Mapping = Partial<Record<Holds, number>>;

const ALL = ['referral', 'spreadsheets'];
const WATCH_MS = 1_500;

/** The list that is looked at, as it stands in the address. */
export interface SpreadsheetSearch {
  liste?: string;
}
export const readSpreadsheetSearch = ({ liste }: Record<string, unknown>): SpreadsheetSearch =>
  typeof liste === 'string' ? { liste } : {};

export const isUnderWay = ({ state }: Spreadsheet) => ['queued', 'running', 'undoing'].includes(state);
const at = (id: string) => ({ params: { path: { spreadsheet_id: id } } });

export const spreadsheetsQuery = queryOptions({
  queryKey: ALL,
  queryFn: async () => (await body(api.GET('/api/referral/v1/spreadsheets'))).items,
});

export const spreadsheetQuery = (id: string) =>
  queryOptions({
    queryKey: [...ALL, id],
    queryFn: () => body(api.GET('/api/referral/v1/spreadsheets/{spreadsheet_id}', at(id))),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? WATCH_MS : false),
  });

export const columnsQuery = (id: string) =>
  queryOptions({
    queryKey: [...ALL, id, 'columns'],
    queryFn: () => body(api.GET('/api/referral/v1/spreadsheets/{spreadsheet_id}/columns', at(id))),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const resultPath = (id: string) => `/api/referral/v1/spreadsheets/${id}/result`;

/** The file as it is: the client of the contract would make JSON of it. */
async function send({ file, kind }: { file: File; kind: Kind }): Promise<Spreadsheet> {
  const answer = await fetch(`/api/referral/v1/spreadsheets?kind=${kind}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream', 'X-CSRF-Token': csrf() },
    body: file,
  });
  const said: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw new Problem(answer.status, said, answer.headers.get('X-Request-Id'));
  return said as Spreadsheet;
}

export function useGiveList() {
  return useMutation({
    mutationFn: send,
    onSuccess: useReadAgain(ALL),
  });
}

export const useTryList = (id: string) =>
  useMutation({
    mutationFn: (mapping: Mapping) =>
      body(
        api.PUT('/api/referral/v1/spreadsheets/{spreadsheet_id}/mapping', {
          ...at(id),
          body: {
            columns: Object.entries(mapping).map(([column, index]) => ({ column: column as Holds, index })),
          },
        }),
      ),
  });

function useListAct<A>(act: (given: A) => Promise<unknown>) {
  return useMutation({
    mutationFn: act,
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}

export const useRunList = (id: string) =>
  useListAct((keepTwins: boolean) =>
    body(
      api.POST('/api/referral/v1/spreadsheets/{spreadsheet_id}/run', {
        ...at(id),
        body: { keep_twins: keepTwins },
      }),
    ),
  );
export const useUndoList = (id: string) =>
  useListAct((_: undefined) => body(api.POST('/api/referral/v1/spreadsheets/{spreadsheet_id}/undo', at(id))));
export const useDiscardList = (id: string) =>
  useListAct((_: undefined) => api.DELETE('/api/referral/v1/spreadsheets/{spreadsheet_id}', at(id)));
