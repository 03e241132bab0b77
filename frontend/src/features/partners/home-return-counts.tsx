import { useQuery } from '@tanstack/react-query';
import { homeReturnCountsQuery } from '@/home-return/queries';
import { monthAndYear, tableDay } from '@/lib/dates';
import { CountsSection } from '@/ui/counts-section';
import { useTexts } from './texts';

/** How often a return home was asked of the CPTS, and of which hospital it should have been. */
export function HomeReturnCounts() {
  const t = useTexts();
  const query = useQuery(homeReturnCountsQuery);
  const { items = [], total = 0, since = '' } = query.data ?? {};
  const day = since && tableDay(since);
  return (
    <CountsSection
      title={t('homeReturns.title')}
      lead={t('homeReturns.lead', { count: total, day })}
      empty={t('homeReturns.empty', { day })}
      columns={[
        t('homeReturns.month'),
        t('homeReturns.hospital'),
        t('homeReturns.how'),
        t('homeReturns.count'),
      ]}
      lines={items.map((one) => ({
        cells: [
          monthAndYear(one.month),
          one.hospital_name ?? t('homeReturns.unknown'),
          t(`homeReturns.via.${one.via}`),
        ],
        count: one.count,
      }))}
      query={query}
      exported={{ path: '/api/referral/v1/home-returns/export', name: 'retours-a-domicile' }}
    />
  );
}
