import { COORDINATION, hasRole } from '@/api/session';
import type {
  AgeBand,
  Ball,
  Door,
  Kind,
  ReferralStatus,
  RequestReason,
  Session,
  WorklistKey,
} from '@/api/types';
import codes from '@/locales/fr/codes.json';

/** Names of the worklists in the address. A list holds the requests that its badge on the home page counts. */
export const LISTS = {
  'accords-a-recueillir': 'to_consent',
  'a-qualifier': 'to_qualify',
  'a-lancer': 'to_search',
  'choix-a-recueillir': 'to_choose',
  'a-clore': 'to_close',
  'declarations-attendues': 'declarations',
  'en-retard': 'overdue',
  'sans-mouvement': 'stalled',
  'sans-reponse': 'to_call',
  'attentes-terminees': 'hold_ended',
  'a-informer': 'failed_notices',
  'a-prevenir': 'failed_confirmations',
  doublons: 'duplicates',
  nouvelles: 'news',
  messages: 'new_messages',
  'sans-suivi': 'not_followed',
  'relais-sans-reponse': 'unanswered_handovers',
  signalements: 'signalements',
  'sans-mouvement-30-jours': 'silent_30_days',
} as const satisfies Record<string, WorklistKey>;
export type QueueList = keyof typeof LISTS;

/** Filters as they stand in the address, in French: a queue can be shared by its link, or kept under a name. */
export interface QueueSearch {
  vue?: 'file' | 'tableau';
  liste?: QueueList;
  statut?: ReferralStatus;
  classe?: number;
  type?: Kind;
  commune?: string;
  /** Who must act now. */
  main?: Ball;
  age?: AgeBand;
  /** Why the person is brought, and by which door. */
  motif?: RequestReason;
  porte?: Door;
  retard?: boolean;
  /** Stated together with others. */
  liees?: boolean;
  /** Tagged as a complex situation. */
  complexe?: boolean;
  moi?: boolean;
  /** Requests of the care coordinator, or of the social one. */
  filiere?: 'soins' | 'social';
  /** Who follows the case. */
  suivi?: 'moi' | 'personne';
  /** Ended requests too. */
  closes?: boolean;
  /** No filter, not even the person's own that opens first. */
  toutes?: boolean;
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
// The others act on nothing that stands in a list: drafts are their author's, ended requests are nobody's.
const BALLS: Ball[] = ['coordinator', 'professionals', 'person'];
const AGES: AgeBand[] = ['0-1', '2-5', '6-15', '16-39', '40-69', '70-79', '80+', 'unknown'];
const REASONS = Object.keys(codes.requestReason) as RequestReason[];
const DOORS = Object.keys(codes.door) as Door[];
export const FILTERS = {
  statuses: STATUSES,
  kinds: KINDS,
  classes: [1, 2, 3, 4, 5],
  balls: BALLS,
  ages: AGES,
  reasons: REASONS,
  doors: DOORS,
};

/** The lists that this person may ask for; the service decides again. */
export function listsOf(session: Session): QueueList[] {
  const all = Object.keys(LISTS) as QueueList[];
  return all.filter((list) => {
    if (list === 'nouvelles') return true;
    if (list === 'signalements') return hasRole(session, 'social_coordinator');
    return hasRole(session, ...(list === 'sans-mouvement-30-jours' ? (['director'] as const) : COORDINATION));
  });
}

const oneOf = <T>(values: readonly T[], value: unknown) => values.find((one) => one === value);
// Links written by hand or by a service say « oui » or « true ».
const isYes = (value: unknown) => (value === true || value === 'oui' || value === 'true' ? true : undefined);

export function parseSearch(search: Record<string, unknown>): QueueSearch {
  return {
    vue: oneOf(['file', 'tableau'] as const, search.vue),
    liste: oneOf(Object.keys(LISTS) as QueueList[], search.liste),
    statut: oneOf(STATUSES, search.statut ?? search.status),
    classe: oneOf(FILTERS.classes, Number(search.classe ?? search.class)),
    type: oneOf(KINDS, search.type ?? search.kind),
    // The router reads « 99001 » as a number.
    commune: search.commune ? String(search.commune) : undefined,
    main: oneOf(BALLS, search.main),
    age: oneOf(AGES, search.age),
    motif: oneOf(REASONS, search.motif),
    porte: oneOf(DOORS, search.porte),
    retard: isYes(search.retard ?? search.overdue),
    liees: isYes(search.liees ?? search.linked),
    complexe: isYes(search.complexe ?? search.complex),
    moi: isYes(search.moi ?? search.mine),
    filiere: oneOf(['soins', 'social'] as const, search.filiere),
    suivi: oneOf(['moi', 'personne'] as const, search.suivi),
    closes: isYes(search.closes),
    toutes: isYes(search.toutes),
  };
}

/** The same filters as the service names them. */
export function toQuery(search: QueueSearch) {
  const isEnded = search.statut && ['closed', 'redirected', 'withdrawn'].includes(search.statut);
  return { ...toBoardQuery(search), view: search.closes || isEnded ? ('all' as const) : ('queue' as const) };
}

/** The board shows requests under way: all filters but that of ended ones. */
export function toBoardQuery(search: QueueSearch) {
  return {
    worklist: search.liste && LISTS[search.liste],
    status: search.statut,
    class: search.classe,
    kind: search.type,
    commune: search.commune,
    ball: search.main,
    age: search.age,
    reason: search.motif,
    door: search.porte,
    overdue: search.retard,
    linked: search.liees,
    complex: search.complexe,
    mine: search.moi,
    track: search.filiere && ({ soins: 'care', social: 'social' } as const)[search.filiere],
    holder: search.suivi && ({ moi: 'me', personne: 'nobody' } as const)[search.suivi],
  };
}

export const countFilters = ({ vue: _, toutes: __, ...filters }: QueueSearch): number =>
  Object.values(filters).filter((value) => value !== undefined).length;

export const isFiltered = (search: QueueSearch): boolean => countFilters(search) > 0;

export const NO_FILTER: Omit<QueueSearch, 'vue' | 'toutes'> = {
  liste: undefined,
  statut: undefined,
  classe: undefined,
  type: undefined,
  commune: undefined,
  main: undefined,
  age: undefined,
  motif: undefined,
  porte: undefined,
  retard: undefined,
  liees: undefined,
  complexe: undefined,
  moi: undefined,
  filiere: undefined,
  suivi: undefined,
  closes: undefined,
};
