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

/** As it stands in the URL: what is measured, over which days, and the week (its Monday), month or half-day whose rows are open. */
export interface DelaysSearch {
  profession?: string;
  commune?: string;
  ou?: Modality;
  depuis?: string;
  jusque?: string;
  semaine?: string;
  mois?: string;
  visites?: string;
}

export const MODALITIES = Object.keys(codes.modality) as Modality[];
export const PROFESSIONS = Object.keys(codes.profession);

const DAY = /^\d{4}-\d\d-\d\d$/;
const matching = (value: unknown, form: RegExp) =>
  form.test(String(value ?? '')) ? String(value) : undefined;

export function readDelaysSearch(search: Record<string, unknown>): DelaysSearch {
  const profession = PROFESSIONS.find((one) => one === String(search.profession));
  const commune = matching(search.commune, /^\d[\dAB]\d{3}$/);
  const ou = MODALITIES.find((one) => one === search.ou);
  const [depuis, jusque, semaine] = [search.depuis, search.jusque, search.semaine].map((one) =>
    matching(one, DAY),
  );
  const mois = matching(search.mois, /^\d{4}-(0[1-9]|1[0-2])$/);
  const visites = matching(search.visites, FORM);
  return {
    ...(profession && { profession }),
    ...(commune && { commune }),
    ...(ou && { ou }),
    ...(depuis && { depuis }),
    ...(jusque && { jusque }),
    ...(semaine && { semaine }),
    ...(mois && { mois }),
    ...(visites && { visites }),
  };
}

const period = ({ depuis, jusque }: DelaysSearch) => ({ since: depuis, until: jusque });
const lines = ({ profession, commune, ou }: DelaysSearch) => ({ profession, commune, modality: ou });

export const delaysQuery = (search: DelaysSearch) => {
  const query = { ...lines(search), ...period(search) };
  return queryOptions({
    queryKey: [...DELAYS, query],
    queryFn: () => body(api.GET('/api/scheduling/v1/delays', { params: { query } })),
  });
};

export const samplesQuery = (search: DelaysSearch, week_of: string) =>
  keysetQuery([...DELAYS, 'samples', lines(search), week_of], async (cursor) => {
    const query = { ...lines(search), week_of, cursor };
    const page = await body(api.GET('/api/scheduling/v1/delays/samples', { params: { query } }));
    return page as S['DelaySamplePage']; // the contract also knows its CSV
  });

export const waitsQuery = (search: DelaysSearch, month: string) =>
  keysetQuery([...DELAYS, 'appointments', lines(search), daysOf(month, search)], async (cursor) => {
    const query = { ...lines(search), ...daysOf(month, search), cursor };
    const page = await body(api.GET('/api/scheduling/v1/delays/appointments', { params: { query } }));
    return page as S['RealisedWaitPage'];
  });

export const samplesPath = (search: DelaysSearch, week_of: string) =>
  `/api/scheduling/v1/delays/samples?${asked({ ...lines(search), week_of })}`;

export const waitsPath = (search: DelaysSearch, month: string) =>
  `/api/scheduling/v1/delays/appointments?${asked({ ...lines(search), ...daysOf(month, search) })}`;

function asked(query: Record<string, string | undefined>): string {
  return String(
    new URLSearchParams(Object.entries(query).filter(([, value]) => value) as [string, string][]),
  );
}

/** First and last day of a month (YYYY-MM), no further than the period: its figures rest on no other days. */
export function daysOf(month: string, { depuis = '', jusque }: DelaysSearch = {}) {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const [first, last] = [`${month}-01`, `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`];
  return { since: first < depuis ? depuis : first, until: jusque && jusque < last ? jusque : last };
}
