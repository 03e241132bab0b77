import { Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { monthAndYear, shortDayAndHour } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { decimal } from '@/lib/typography';
import { RowsSection } from '@/ui/rows-section';
import { type DelaysSearch, waitsPath, waitsQuery } from './queries';
import { useTexts } from './texts';

/** The appointments behind one month's figure: no person is named. */
export function WaitRows({ search, month }: { search: DelaysSearch; month: string }) {
  const t = useTexts();
  const words = useCodes();
  const columns = ['asked', 'starts', 'days', 'name', 'commune', 'modality'] as const;
  return (
    <RowsSection
      title={t('rows.month', { month: monthAndYear(month) })}
      exported={{ path: waitsPath(search, month), name: 'delais-constates' }}
      query={useInfiniteQuery(waitsQuery(search, month))}
      columns={columns.map((column) => t(`rows.${column}`))}
      row={(one) => (
        <Table.Tr key={one.appointment_id}>
          <Table.Td>{shortDayAndHour(one.asked_at)}</Table.Td>
          <Table.Td>{shortDayAndHour(one.starts_at)}</Table.Td>
          <Table.Td fw={600}>{decimal(one.days)}</Table.Td>
          <Table.Td>{one.professional_name}</Table.Td>
          <Table.Td>{one.commune_name ?? one.commune_code}</Table.Td>
          <Table.Td>{words(`modality.${one.modality}`)}</Table.Td>
        </Table.Tr>
      )}
    />
  );
}
