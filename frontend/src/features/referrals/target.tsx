import { Text } from '@mantine/core';
import type { ReferralRow } from '@/api/types';
import { DueBy } from '@/ui/instant';
import { useTexts } from './texts';

const WAITING: ReferralRow['status'][] = ['qualified', 'searching', 'proposed'];

/** The promised delay runs from qualified to placed: before it there is none, after it nothing is late any more. */
export function Target({ row }: { row: ReferralRow }) {
  const t = useTexts();
  if (row.status === 'stated') return <Text size="sm">{t('notYet')}</Text>;
  if (!row.target_at || !WAITING.includes(row.status)) return <span>–</span>;
  return <DueBy at={row.target_at} />;
}
