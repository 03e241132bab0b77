import type { components } from '@/api/referral.gen';
import type { WorklistKey } from '@/api/types';
import { LISTS, parseSearch, type QueueList, type QueueSearch, toQuery } from './filters';

type KeptFilters = components['schemas']['KeptFilters'];

const listNamed = (key: WorklistKey) =>
  (Object.keys(LISTS) as QueueList[]).find((list) => LISTS[list] === key);

/** Filters that were kept under a name, as they stand in the address. */
export function fromKept(kept: KeptFilters): QueueSearch {
  return parseSearch({
    liste: kept.worklist ? listNamed(kept.worklist) : undefined,
    statut: kept.status,
    classe: kept.class,
    type: kept.kind,
    commune: kept.commune,
    main: kept.ball,
    age: kept.age,
    motif: kept.reason,
    porte: kept.door,
    retard: kept.overdue,
    liees: kept.linked,
    complexe: kept.complex,
    moi: kept.mine,
    filiere: kept.track && { care: 'soins', social: 'social' }[kept.track],
    suivi: kept.holder && { me: 'moi', nobody: 'personne' }[kept.holder],
    closes: kept.view === 'all',
  });
}

export const isSameQueue = (one: QueueSearch, other: QueueSearch): boolean =>
  JSON.stringify(toQuery(one)) === JSON.stringify(toQuery(other));
