import type { Worklist } from '@/api/types';

// What is late, then what a person waits for, then what can be prepared.
export const ORDER = [
  'overdue',
  'stalled',
  'silent_30_days',
  'signalements',
  'snp_waiting',
  'my_solicitations',
  'handed_to_me',
  'agreements_to_answer',
  'to_choose',
  'to_call',
  'unanswered_handovers',
  'to_rebook',
  'visits_to_place',
  'wishes_fitting',
  'home_visits_short',
  'to_qualify',
  'to_consent',
  'hold_ended',
  'to_search',
  'received_from_neighbours',
  'not_followed',
  'failed_confirmations',
  'failed_notices',
  'new_messages',
  'declarations',
  'to_close',
  'duplicates',
  'outcome_missing',
  'covers_to_confirm',
  'covers_to_take',
  'swaps_open',
  'gaps',
  'appeals_for_me',
  'acts_to_claim',
  'drafts',
  'to_recontact',
  'news',
  'own_sheet_to_confirm',
  'sheets_to_confirm',
  'imports_failed',
] as const satisfies readonly Worklist['key'][];

const rank = ({ key }: Worklist) => {
  const at = ORDER.indexOf(key);
  return at < 0 ? ORDER.length : at;
};

/** Lists of all services in one order; a list newer than this build comes last. */
export const inOrder = (lists: Worklist[]): Worklist[] => [...lists].sort((a, b) => rank(a) - rank(b));
