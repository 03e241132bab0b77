import type { Worklist } from '@/api/types';

// What is late, then what a person waits for, then what can be prepared.
const ORDER = [
  'overdue',
  'stalled',
  'my_solicitations',
  'to_choose',
  'to_call',
  'to_rebook',
  'to_qualify',
  'hold_ended',
  'to_search',
  'failed_notices',
  'to_close',
  'duplicates',
  'outcome_missing',
  'to_recontact',
  'news',
  'own_sheet_to_confirm',
  'sheets_to_confirm',
  'imports_failed',
];

const rank = ({ key }: Worklist) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);

/** Lists of all services in one order; a list newer than this build comes last. */
export const inOrder = (lists: Worklist[]): Worklist[] => [...lists].sort((a, b) => rank(a) - rank(b));
