import type { PlanFigures } from '@/api/types';
import { useCommon } from '@/lib/i18n';
import { decimal, hundredths, kilometres, number } from '@/lib/typography';
import { FiguresTable } from '@/ui/figures-table';
import { useTexts } from './texts';

/** What the plan would change, in the figures that matter: who waits, how far, how even. */
export function BeforeAfter({ before, after }: { before: PlanFigures; after: PlanFigures }) {
  const t = useTexts();
  const none = useCommon()('none');
  const days = (value: number | null) =>
    value === null ? none : t('figures.days', { count: Math.round(value) });
  const line = (label: string, read: (one: PlanFigures) => string, help?: string) => ({
    label,
    help,
    values: [read(before), read(after)],
  });
  return (
    <FiguresTable
      caption={t('figures.caption')}
      columns={[t('figures.figure'), t('figures.before'), t('figures.after')]}
      lines={[
        line(t('figures.waiting'), (one) => number(one.waiting)),
        line(t('figures.overdue'), (one) => number(one.overdue)),
        line(t('figures.waited'), (one) => days(one.mean_waited_days)),
        line(
          t('figures.km'),
          (one) => (one.mean_km === null ? none : kilometres(one.mean_km)),
          t('figures.kmHelp'),
        ),
        line(t('figures.max'), (one) => t('figures.times', { ratio: decimal(one.max_over_mean) })),
        line(t('figures.gini'), (one) => hundredths(one.gini), t('figures.giniHelp')),
      ]}
    />
  );
}
