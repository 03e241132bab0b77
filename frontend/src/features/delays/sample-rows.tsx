import { Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { number } from '@/lib/typography';
import { RowsSection } from '@/ui/rows-section';
import { Mark } from './mark';
import { type DelaysSearch, samplesPath, samplesQuery } from './queries';
import { useTexts } from './texts';

interface SampleRowsProps {
  search: DelaysSearch;
  week: string;
  /** The group that they are of. */
  of?: string;
}

/** The agendas behind one week's figure. */
export function SampleRows({ search, week, of }: SampleRowsProps) {
  const t = useTexts();
  const words = useCodes();
  const columns = ['name', 'profession', 'commune', 'modality', 'days'] as const;
  return (
    <RowsSection
      title={[
        t(search.audela ? 'rows.weekBeyond' : 'rows.week', { day: tableDay(week) }),
        search.tri && t('rows.byDays'),
        of,
      ]
        .filter(Boolean)
        .join(' – ')}
      exported={{ path: samplesPath(search, week), name: 'delais-semaine' }}
      query={useInfiniteQuery(samplesQuery(search, week))}
      columns={columns.map((column) => t(`rows.${column}`))}
      row={(one) => (
        <Table.Tr key={`${one.professional_id} ${one.place_label} ${one.modality}`}>
          <Table.Th scope="row">{one.professional_name}</Table.Th>
          <Table.Td>{words(`profession.${one.profession_code as '10'}`)}</Table.Td>
          <Table.Td>{one.commune_name ?? one.commune_code}</Table.Td>
          <Table.Td>{words(`modality.${one.modality}`)}</Table.Td>
          <Table.Td>
            {one.days === null ? t('rows.beyond') : number(one.days)}{' '}
            {search.tri && one.is_median && <Mark>{t('rows.median')}</Mark>}
          </Table.Td>
        </Table.Tr>
      )}
    />
  );
}
