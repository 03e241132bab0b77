import { Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { dayAndMonth, hour } from '@/lib/dates';
import { RowsSection } from '@/ui/rows-section';
import { type OpenVisits, visitSlotsQuery, visitsPath } from './home-visits-queries';
import { useTexts } from './texts';

/** The slots behind a figure of one half-day: all of them, or those still free. */
export function VisitRows({ open }: { open: OpenVisits }) {
  const t = useTexts();
  const when = { day: dayAndMonth(open.day), half: t(`visits.${open.half}`).toLowerCase() };
  return (
    <RowsSection
      title={t(open.free ? 'visits.freeRows' : 'visits.rows', when)}
      exported={{ path: visitsPath(open), name: 'visites-a-domicile' }}
      query={useInfiniteQuery(visitSlotsQuery(open))}
      empty={<Text c="dimmed">{t('visits.nobody')}</Text>}
      columns={[t('visits.hour'), t('rows.name'), t('rows.commune'), t('visits.state')]}
      row={(one) => (
        <Table.Tr key={one.slot_id}>
          <Table.Th scope="row">{hour(one.starts_at)}</Table.Th>
          <Table.Td>{one.professional_name}</Table.Td>
          <Table.Td>{one.commune_name}</Table.Td>
          <Table.Td>{t(`visits.status.${one.status}`)}</Table.Td>
        </Table.Tr>
      )}
    />
  );
}
