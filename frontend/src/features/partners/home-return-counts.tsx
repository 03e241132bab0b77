import { Group, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { homeReturnCountsQuery } from '@/home-return/queries';
import { monthAndYear, tableDay } from '@/lib/dates';
import { number } from '@/lib/typography';
import { ExportButton } from '@/ui/export-button';
import { ListFaces } from '@/ui/list-faces';
import { useTexts } from './texts';

/** How often a return home was asked of the CPTS, and of which hospital it should have been. */
export function HomeReturnCounts() {
  const t = useTexts();
  const query = useQuery(homeReturnCountsQuery);
  const { items = [], total = 0, since = '' } = query.data ?? {};
  const day = since && tableDay(since);
  return (
    <Stack gap="sm" mt="xl" component="section" aria-labelledby="retours">
      <Group justify="space-between">
        <Title order={2} size="h4" id="retours">
          {t('homeReturns.title')}
        </Title>
        {total > 0 && <ExportButton path="/api/referral/v1/home-returns/export" name="retours-a-domicile" />}
      </Group>
      <ListFaces
        query={query}
        isEmpty={total === 0}
        empty={<Text c="dimmed">{t('homeReturns.empty', { day })}</Text>}
      >
        <Text size="sm">{t('homeReturns.lead', { count: total, day })}</Text>
        <Table.ScrollContainer minWidth={320}>
          <Table maw={720}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('homeReturns.month')}</Table.Th>
                <Table.Th>{t('homeReturns.hospital')}</Table.Th>
                <Table.Th>{t('homeReturns.how')}</Table.Th>
                <Table.Th ta="right">{t('homeReturns.count')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((one) => (
                <Table.Tr key={`${one.month} ${one.hospital_name} ${one.via}`}>
                  <Table.Td>{monthAndYear(one.month)}</Table.Td>
                  <Table.Td>{one.hospital_name ?? t('homeReturns.unknown')}</Table.Td>
                  <Table.Td>{t(`homeReturns.via.${one.via}`)}</Table.Td>
                  <Table.Td ta="right">{number(one.count)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </ListFaces>
    </Stack>
  );
}
