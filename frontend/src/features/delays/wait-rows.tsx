import { Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { monthAndYear, shortDayAndHour } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { decimal } from '@/lib/typography';
import { RowsSection } from '@/ui/rows-section';
import { Mark } from './mark';
import { type DelaysSearch, waitsPath, waitsQuery } from './queries';
import { useTexts } from './texts';

interface WaitRowsProps {
  search: DelaysSearch;
  /** Without one, the whole period. */
  month?: string;
  /** The group that they are of. */
  of?: string;
}

/** The appointments behind one figure: no person is named. */
export function WaitRows({ search, month, of }: WaitRowsProps) {
  const t = useTexts();
  const words = useCodes();
  const columns = ['asked', 'starts', 'days', 'name', 'commune', 'modality'] as const;
  return (
    <RowsSection
      title={[
        month ? t('rows.month', { month: monthAndYear(month) }) : t('rows.period'),
        search.tri && t('rows.byDays'),
        of,
      ]
        .filter(Boolean)
        .join(' – ')}
      exported={{ path: waitsPath(search, month), name: 'delais-constates' }}
      query={useInfiniteQuery(waitsQuery(search, month))}
      columns={columns.map((column) => t(`rows.${column}`))}
      row={(one) => (
        <Table.Tr key={one.appointment_id}>
          <Table.Td>{shortDayAndHour(one.asked_at)}</Table.Td>
          <Table.Td>{shortDayAndHour(one.starts_at)}</Table.Td>
          <Table.Td fw={600}>
            {decimal(one.days)} {search.tri && one.is_median && <Mark>{t('rows.median')}</Mark>}
            {search.tri && one.is_slowest_tenth && <Mark>{t('rows.tenth')}</Mark>}
          </Table.Td>
          <Table.Td>{one.professional_name}</Table.Td>
          <Table.Td>{one.commune_name ?? one.commune_code}</Table.Td>
          <Table.Td>{words(`modality.${one.modality}`)}</Table.Td>
        </Table.Tr>
      )}
    />
  );
}
