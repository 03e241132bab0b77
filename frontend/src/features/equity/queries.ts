import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { components } from '@/api/referral.gen';
import { keysetQuery } from '@/ui/keyset-list';

type R = components['schemas'];
export type Shares = R['Shares'];
export type Share = R['ShareOut'];
export type Figures = R['SpreadFigures'];
export type OwnShare = R['OwnShare'];
export type MonthLine = R['MonthOut'];
export type Figure = R['SpreadFigure'];
export type SpreadRow = R['SpreadRow'];

const SPREAD = ['referral', 'fair-shares'] as const;

/** Professions that requests are sent to; doctors first. TRE_G15 codes. */
export const PROFESSIONS = ['10', '60', '70', '50', '40', '80', '91'] as const;
export type Profession = (typeof PROFESSIONS)[number];

const FIGURES = ['placements', 'asked', 'in_hand', 'outside'] as const satisfies Figure[];

/** As it stands in the URL: which profession, whose months are open, and the figure whose rows are, of a month or not. */
export interface EquitySearch {
  profession?: Profession;
  pro?: string;
  chiffre?: Figure;
  mois?: string;
}

export function readEquitySearch(search: Record<string, unknown>): EquitySearch {
  const profession = PROFESSIONS.find((one) => one === String(search.profession));
  const chiffre = FIGURES.find((one) => one === search.chiffre);
  const mois = /^\d{4}-(0[1-9]|1[0-2])$/.exec(String(search.mois))?.[0];
  return {
    ...(profession && profession !== '10' ? { profession } : {}),
    ...(typeof search.pro === 'string' ? { pro: search.pro } : {}),
    ...(chiffre && { chiffre, ...(mois && { mois }) }),
  };
}

/** A figure that is open, as the contract asks for its rows. */
export interface OpenedFigure {
  figure: Figure;
  profession: string;
  professional_id?: string;
  month?: string;
}

/** The open figure: of everybody, or of one professional. */
export const openedIn = (search: EquitySearch, professional_id = search.pro): OpenedFigure | null =>
  search.chiffre
    ? {
        figure: search.chiffre,
        profession: search.profession ?? '10',
        ...(professional_id && { professional_id }),
        ...(search.mois && { month: search.mois }),
      }
    : null;

export const rowsQuery = (opened: OpenedFigure) =>
  keysetQuery([...SPREAD, 'rows', opened], (cursor) =>
    body(api.GET('/api/referral/v1/fair-shares/rows', { params: { query: { ...opened, cursor } } })),
  );

export const rowsPath = (opened: OpenedFigure) =>
  `/api/referral/v1/fair-shares/rows/export?${new URLSearchParams({ ...opened })}`;

export const sharesQuery = (profession: Profession) =>
  queryOptions({
    queryKey: [...SPREAD, profession],
    queryFn: () => body(api.GET('/api/referral/v1/fair-shares', { params: { query: { profession } } })),
  });

export const figuresQuery = (profession: Profession) =>
  queryOptions({
    queryKey: [...SPREAD, profession, 'figures'],
    queryFn: () =>
      body(api.GET('/api/referral/v1/fair-shares/figures', { params: { query: { profession } } })),
  });

export const ownShareQuery = (id: string) =>
  queryOptions({
    queryKey: [...SPREAD, 'of', id],
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/professionals/{professional_id}/fair-share', {
          params: { path: { professional_id: id } },
        }),
      ),
  });

export const exportPath = (profession: Profession) =>
  `/api/referral/v1/fair-shares/export?profession=${profession}`;
