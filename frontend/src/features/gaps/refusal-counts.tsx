import { useQuery } from '@tanstack/react-query';
import { monthAndYear, tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { CountsSection } from '@/ui/counts-section';
import { refusalCountsQuery } from './queries';
import { useTexts } from './texts';
import { useGroupName } from './use-group-name';

/** Needs that exist and that nobody works on: the persons said no, and nobody kept their names. */
export function RefusalCounts() {
  const t = useTexts();
  const words = useCodes();
  const groupName = useGroupName();
  const query = useQuery(refusalCountsQuery);
  const { items = [], total = 0, since = '' } = query.data ?? {};
  const day = since && tableDay(since);
  return (
    <CountsSection
      title={t('refusals.title')}
      lead={t('refusals.lead', { count: total, day })}
      empty={t('refusals.empty', { day })}
      columns={[t('refusals.month'), t('refusals.kind'), t('refusals.commune'), t('refusals.count')]}
      lines={items.map((one) => ({
        cells: [
          monthAndYear(one.month),
          words(`kind.${one.kind}`),
          one.commune_code ? groupName('commune', one.commune_code) : t('refusals.unknown'),
        ],
        count: one.count,
      }))}
      query={query}
      exported={{ path: '/api/referral/v1/refused-consents/counts/export', name: 'refus' }}
    />
  );
}
