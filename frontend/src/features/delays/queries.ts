import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { components } from '@/api/scheduling.gen';
import codes from '@/locales/fr/codes.json';
import { keysetQuery } from '@/ui/keyset-list';
import { FORM } from './home-visits-queries';

type S = components['schemas'];
export type Delays = S['DelaysOut'];
export type Week = S['DelayWeek'];
export type Month = S['DelayMonth'];
export type Group = S['DelayGroup'];
export type Modality = S['Modality'];

const DELAYS = ['scheduling', 'delays'] as const;

/** As it stands in the URL: what is measured, and the week (its Monday), month or half-day whose rows are open. */
export interface DelaysSearch {
  profession?: string;
  commune?: string;
  ou?: Modality;
  semaine?: string;
  mois?: string;
  visites?: string;
}

export const MODALITIES = Object.keys(codes.modality) as Modality[];
export const PROFESSIONS = Object.keys(codes.profession);

const matching = (value: unknown, form: RegExp) =>
  form.test(String(value ?? '')) ? String(value) : undefined;

export function readDelaysSearch(search: Record<string, unknown>): DelaysSearch {
  const profession = PROFESSIONS.find((one) => one === String(search.profession));
  const commune = matching(search.commune, /^\d[\dAB]\d{3}$/);
  const ou = MODALITIES.find((one) => one === search.ou);
  const semaine = matching(search.semaine, /^\d{4}-\d\d-\d\d$/);
  const mois = matching(search.mois, /^\d{4}-(0[1-9]|1[0-2])$/);
  const visites = matching(search.visites, FORM);
  return {
    ...(profession && { profession }),
    ...(commune && { commune }),
    ...(ou && { ou }),
    ...(semaine && { semaine }),
    ...(mois && { mois }),
    ...(visites && { visites }),
  };
}

const lines = ({ profession, commune, ou }: DelaysSearch) => ({ profession, commune, modality: ou });

export const delaysQuery = (search: DelaysSearch) =>
  queryOptions({
    queryKey: [...DELAYS, lines(search)],
    queryFn: () => body(api.GET('/api/scheduling/v1/delays', { params: { query: lines(search) } })),
  });

export const samplesQuery = (search: DelaysSearch, week_of: string) =>
  keysetQuery([...DELAYS, 'samples', lines(search), week_of], async (cursor) => {
    const query = { ...lines(search), week_of, cursor };
    const page = await body(api.GET('/api/scheduling/v1/delays/samples', { params: { query } }));
    return page as S['DelaySamplePage']; // the contract also knows its CSV
  });

export const waitsQuery = (search: DelaysSearch, month: string) =>
  keysetQuery([...DELAYS, 'appointments', lines(search), month], async (cursor) => {
    const query = { ...lines(search), ...daysOf(month), cursor };
    const page = await body(api.GET('/api/scheduling/v1/delays/appointments', { params: { query } }));
    return page as S['RealisedWaitPage'];
  });

export const samplesPath = (search: DelaysSearch, week_of: string) =>
  `/api/scheduling/v1/delays/samples?${asked({ ...lines(search), week_of })}`;

export const waitsPath = (search: DelaysSearch, month: string) =>
  `/api/scheduling/v1/delays/appointments?${asked({ ...lines(search), ...daysOf(month) })}`;

function asked(query: Record<string, string | undefined>): string {
  return String(
    new URLSearchParams(Object.entries(query).filter(([, value]) => value) as [string, string][]),
  );
}

/** First and last day of a month (YYYY-MM). */
export function daysOf(month: string): { since: string; until: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { since: `${month}-01`, until: `${month}-${last}` };
}
