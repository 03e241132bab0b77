import type { Kind, ReferralStatus } from '@/api/types';

/** Filters as they stand in the address, in French: a queue can be shared by its link. */
export interface QueueSearch {
  vue?: 'file' | 'tableau';
  statut?: ReferralStatus;
  classe?: number;
  type?: Kind;
  commune?: string;
  retard?: boolean;
  moi?: boolean;
  /** Ended requests too. */
  closes?: boolean;
}

const STATUSES: ReferralStatus[] = [
  'stated',
  'qualified',
  'searching',
  'proposed',
  'placed',
  'on_hold',
  'closed',
  'redirected',
  'withdrawn',
];
const KINDS: Kind[] = [
  'medecin_traitant',
  'care',
  'social',
  'specialist',
  'discharge',
  'dental',
  'imaging_biology',
  'psychiatry',
  'snp',
];
export const FILTERS = { statuses: STATUSES, kinds: KINDS, classes: [1, 2, 3, 4, 5] };

const oneOf = <T>(values: readonly T[], value: unknown) => values.find((one) => one === value);
// Links written by hand or by a service say « oui » or « true ».
const isYes = (value: unknown) => (value === true || value === 'oui' || value === 'true' ? true : undefined);

export function parseSearch(search: Record<string, unknown>): QueueSearch {
  return {
    vue: oneOf(['file', 'tableau'] as const, search.vue),
    statut: oneOf(STATUSES, search.statut ?? search.status),
    classe: oneOf(FILTERS.classes, Number(search.classe ?? search.class)),
    type: oneOf(KINDS, search.type ?? search.kind),
    commune: typeof search.commune === 'string' ? search.commune : undefined,
    retard: isYes(search.retard ?? search.overdue),
    moi: isYes(search.moi ?? search.mine),
    closes: isYes(search.closes),
  };
}

/** The same filters as the service names them. */
export function toQuery(search: QueueSearch) {
  const isEnded = search.statut && ['closed', 'redirected', 'withdrawn'].includes(search.statut);
  return {
    view: search.closes || isEnded ? ('all' as const) : ('queue' as const),
    status: search.statut,
    class: search.classe,
    kind: search.type,
    commune: search.commune,
    overdue: search.retard,
    mine: search.moi,
  };
}

export const isFiltered = ({ vue: _, ...filters }: QueueSearch): boolean =>
  Object.values(filters).some((value) => value !== undefined);
