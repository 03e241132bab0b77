import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/scheduling.gen';
import { isMonth } from '@/lib/dates';
import { keysetQuery } from '@/ui/keyset-list';
import { notifyRefusal } from '@/ui/notify';

type S = components['schemas'];
export type Participation = S['Participation'];
export type Line = S['ParticipationLine'];
export type Minutes = S['Minutes'];

const PARTICIPATION = ['scheduling', 'participation'] as const;

/** In the order of the columns. */
export const FIGURES = ['opened', 'shared', 'filled'] as const satisfies Minutes[];

/** As it stands in the URL: the month (YYYY-MM), whose weeks are open, and the figure whose slots are. */
export interface ParticipationSearch {
  mois?: string;
  pro?: string;
  chiffre?: Minutes;
}

export function readParticipationSearch(search: Record<string, unknown>): ParticipationSearch {
  const { mois, pro } = search;
  const chiffre = FIGURES.find((one) => one === search.chiffre);
  return {
    ...(isMonth(mois) ? { mois } : {}),
    ...(typeof pro === 'string' ? { pro, ...(chiffre && { chiffre }) } : {}),
  };
}

export const participationQuery = (month: string) =>
  queryOptions({
    queryKey: [...PARTICIPATION, month],
    queryFn: async () => {
      const found = await body(api.GET('/api/scheduling/v1/participation', { params: { query: { month } } }));
      return found as Participation; // the contract also knows its CSV
    },
  });

export const slotsQuery = (month: string, professional_id: string, figure: Minutes) =>
  keysetQuery([...PARTICIPATION, month, 'slots', professional_id, figure], async (cursor) => {
    const query = { month, professional_id, figure, cursor };
    const page = await body(api.GET('/api/scheduling/v1/participation/slots', { params: { query } }));
    return page as S['ParticipationSlots'];
  });

export const slotsPath = (month: string, professional_id: string, figure: Minutes) =>
  `/api/scheduling/v1/participation/slots?${new URLSearchParams({ month, professional_id, figure })}`;

export function useSign(month: string) {
  return useMutation({
    mutationFn: () => body(api.POST('/api/scheduling/v1/participation/statements', { body: { month } })),
    onSuccess: useReadAgain(PARTICIPATION),
    onError: notifyRefusal,
  });
}

export const exportPath = (month: string) => `/api/scheduling/v1/participation?month=${month}`;
export const statementPath = (id: string, month: string) =>
  `/api/scheduling/v1/participation/statements/${id}/${month}`;
/** Open to everybody: whoever was handed a statement checks it with this. */
export const keyPath = '/api/scheduling/v1/public/participation-key';
