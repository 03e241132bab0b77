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

/** As it stands in the URL: what is measured, over which days, and whose rows are open: those of a week (its Monday), of a
 * month, of a half-day, of a group. */
export interface DelaysSearch {
  profession?: string;
  commune?: string;
  ou?: Modality;
  depuis?: string;
  jusque?: string;
  semaine?: string;
  /** Of that week, only the agendas without three free slots. */
  audela?: true;
  mois?: string;
  /** Rows in the order of their days, as a median is read off them. */
  tri?: 'jours';
  visites?: string;
  /** A figure of the groups side by side: « commune.97001.lines ». */
  groupe?: string;
}

export const MODALITIES = Object.keys(codes.modality) as Modality[];
export const PROFESSIONS = Object.keys(codes.profession);

const GROUP = /^(profession|commune|modality)\.(\w{1,10})\.(lines|third|appointments|realised)$/;
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
  const groupe = matching(search.groupe, GROUP);
  return {
    ...(profession && { profession }),
    ...(commune && { commune }),
    ...(ou && { ou }),
    ...(depuis && { depuis }),
    ...(jusque && { jusque }),
    ...(semaine && { semaine }),
    ...(semaine && search.audela === true && { audela: true as const }),
    ...(mois && { mois }),
    ...((semaine || mois) && search.tri === 'jours' && { tri: 'jours' as const }),
    ...(visites && { visites }),
    ...(groupe && { groupe }),
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

const samplesOf = (search: DelaysSearch, week_of: string) => ({
  ...lines(search),
  week_of,
  beyond_horizon: search.audela,
  ...order(search),
});

const order = ({ tri }: DelaysSearch) => (tri ? { order: 'days' as const } : {});

export const samplesQuery = (search: DelaysSearch, week_of: string) =>
  keysetQuery([...DELAYS, 'samples', samplesOf(search, week_of)], async (cursor) => {
    const query = { ...samplesOf(search, week_of), cursor };
    const page = await body(api.GET('/api/scheduling/v1/delays/samples', { params: { query } }));
    return page as S['DelaySamplePage']; // the contract also knows its CSV
  });

const waitsOf = (search: DelaysSearch, month?: string) => ({
  ...lines(search),
  ...spanOf(search, month),
  ...order(search),
});

/** Of a month, or of the whole period without one. */
export const waitsQuery = (search: DelaysSearch, month?: string) =>
  keysetQuery([...DELAYS, 'appointments', waitsOf(search, month)], async (cursor) => {
    const query = { ...waitsOf(search, month), cursor };
    const page = await body(api.GET('/api/scheduling/v1/delays/appointments', { params: { query } }));
    return page as S['RealisedWaitPage'];
  });

export const samplesPath = (search: DelaysSearch, week_of: string) =>
  `/api/scheduling/v1/delays/samples?${asked(samplesOf(search, week_of))}`;

export const waitsPath = (search: DelaysSearch, month?: string) =>
  `/api/scheduling/v1/delays/appointments?${asked(waitsOf(search, month))}`;

function asked(query: Record<string, string | true | undefined>): string {
  const said = Object.entries(query).filter(([, value]) => value);
  return String(new URLSearchParams(said.map(([name, value]) => [name, String(value)])));
}

const spanOf = (search: DelaysSearch, month?: string) => (month ? daysOf(month, search) : period(search));

/** First and last day of a month (YYYY-MM), no further than the period: its figures rest on no other days. */
export function daysOf(month: string, { depuis = '', jusque }: DelaysSearch = {}) {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const [first, last] = [`${month}-01`, `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`];
  return { since: first < depuis ? depuis : first, until: jusque && jusque < last ? jusque : last };
}
