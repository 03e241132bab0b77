import { number } from '@/lib/typography';
import { type FigureLine, FiguresTable } from '@/ui/figures-table';
import { Count, type FigureOpener } from './figure-rows';
import type { Share } from './queries';
import { useTexts } from './texts';

interface OwnCountsProps extends FigureOpener {
  share: Share;
}

/** The counts that his sentences say, each of which opens its rows. */
export function OwnCounts({ share, ...opener }: OwnCountsProps) {
  const t = useTexts();
  const outside = share.outside_bound.reduce((sum, one) => sum + one.count, 0);
  const counts = [
    ['placements', t('table.placements'), share.placements],
    ['outside', t('rows.outside'), outside],
    ['in_hand', t('table.inHand'), share.in_hand],
    ['asked', t('table.asked'), share.asked],
  ] as const;
  const lines: FigureLine[] = counts.map(([figure, label, count]) => ({
    label,
    values: [
      <Count key={figure} figure={figure} of={label} count={count} {...opener}>
        {number(count)}
      </Count>,
    ],
  }));
  return <FiguresTable caption={t('own.counts')} lines={lines} />;
}
