import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { components } from '@/api/referral.gen';

type R = components['schemas'];
export type Shares = R['Shares'];
export type Share = R['ShareOut'];
export type Figures = R['SpreadFigures'];
export type OwnShare = R['OwnShare'];
export type MonthLine = R['MonthOut'];

const SPREAD = ['referral', 'fair-shares'] as const;

/** Professions that requests are sent to; doctors first. TRE_G15 codes. */
export const PROFESSIONS = ['10', '60', '70', '50', '40', '80', '91'] as const;
export type Profession = (typeof PROFESSIONS)[number];

/** As it stands in the URL: which profession, and whose months are open. */
export interface EquitySearch {
  profession?: Profession;
  pro?: string;
}

export function readEquitySearch(search: Record<string, unknown>): EquitySearch {
  const profession = PROFESSIONS.find((one) => one === String(search.profession));
  return {
    ...(profession && profession !== '10' ? { profession } : {}),
    ...(typeof search.pro === 'string' ? { pro: search.pro } : {}),
  };
}

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
