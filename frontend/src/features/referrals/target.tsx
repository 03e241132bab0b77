import type { ReferralRow } from '@/api/types';
import { DueBy } from '@/ui/instant';

const WAITING: ReferralRow['status'][] = ['qualified', 'searching', 'proposed'];

/** The promised delay runs from qualified to placed: before it there is none, after it nothing is late any more. */
export function Target({ row, empty = '–' }: { row: ReferralRow; empty?: string }) {
  if (!row.target_at || !WAITING.includes(row.status)) return <span aria-hidden>{empty}</span>;
  return <DueBy at={row.target_at} />;
}
