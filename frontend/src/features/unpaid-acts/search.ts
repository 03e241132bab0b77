import type { UnpaidActKind, UnpaidActState } from '@/unpaid-acts/queries';

export const STATES = ['to_claim', 'claimed', 'paid', 'refused', 'dropped'] as const;
export const KINDS = [
  'consultation',
  'home_visit',
  'nursing',
  'physiotherapy',
  'midwifery',
  'speech_therapy',
  'dental',
  'podiatry',
  'medicines',
  'biology',
  'imaging',
  'other',
] as const;

/** As it stands in the URL; what waits comes first. */
export interface UnpaidActsSearch {
  etat: UnpaidActState | 'tous';
  acte?: UnpaidActKind;
}

export function readUnpaidActsSearch(search: Record<string, unknown>): UnpaidActsSearch {
  const etat = [...STATES, 'tous' as const].find((one) => one === search.etat) ?? 'to_claim';
  const acte = KINDS.find((one) => one === search.acte);
  return { etat, ...(acte && { acte }) };
}
