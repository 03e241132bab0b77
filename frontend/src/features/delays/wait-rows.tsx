import { Group, Stack, Table, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { monthAndYear, shortDayAndHour } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { decimal } from '@/lib/typography';
import { ExportButton } from '@/ui/export-button';
import { KeysetList } from '@/ui/keyset-list';
import { type DelaysSearch, waitsPath, waitsQuery } from './queries';
import { useTexts } from './texts';

/** The appointments behind one month's figure: no person is named. */
export function WaitRows({ search, month }: { search: DelaysSearch; month: string }) {
  const t = useTexts();
  const words = useCodes();
  const query = useInfiniteQuery(waitsQuery(search, month));
  const title = t('rows.month', { month: monthAndYear(month) });
  return (
    <Stack gap="xs" component="section" aria-label={title} maw={860}>
      <Group justify="space-between">
        <Title order={3} size="h5">
          {title}
        </Title>
        <ExportButton path={waitsPath(search, month)} name="delais-constates" />
      </Group>
      <KeysetList query={query}>
        {(waits) => (
          <Table.ScrollContainer minWidth={620}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('rows.asked')}</Table.Th>
                  <Table.Th scope="col">{t('rows.starts')}</Table.Th>
                  <Table.Th scope="col">{t('rows.days')}</Table.Th>
                  <Table.Th scope="col">{t('rows.name')}</Table.Th>
                  <Table.Th scope="col">{t('rows.commune')}</Table.Th>
                  <Table.Th scope="col">{t('rows.modality')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {waits.map((one) => (
                  <Table.Tr key={one.appointment_id}>
                    <Table.Td>{shortDayAndHour(one.asked_at)}</Table.Td>
                    <Table.Td>{shortDayAndHour(one.starts_at)}</Table.Td>
                    <Table.Td fw={600}>{decimal(one.days)}</Table.Td>
                    <Table.Td>{one.professional_name}</Table.Td>
                    <Table.Td>{one.commune_name ?? one.commune_code}</Table.Td>
                    <Table.Td>{words(`modality.${one.modality}`)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </KeysetList>
    </Stack>
  );
}
