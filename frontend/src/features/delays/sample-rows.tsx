import { Group, Stack, Table, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { number } from '@/lib/typography';
import { ExportButton } from '@/ui/export-button';
import { KeysetList } from '@/ui/keyset-list';
import { type DelaysSearch, samplesPath, samplesQuery } from './queries';
import { useTexts } from './texts';

/** The agendas behind one week's figure. */
export function SampleRows({ search, week }: { search: DelaysSearch; week: string }) {
  const t = useTexts();
  const words = useCodes();
  const query = useInfiniteQuery(samplesQuery(search, week));
  const title = t('rows.week', { day: tableDay(week) });
  return (
    <Stack gap="xs" component="section" aria-label={title} maw={860}>
      <Group justify="space-between">
        <Title order={3} size="h5">
          {title}
        </Title>
        <ExportButton path={samplesPath(search, week)} name="delais-semaine" />
      </Group>
      <KeysetList query={query}>
        {(samples) => (
          <Table.ScrollContainer minWidth={520}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('rows.name')}</Table.Th>
                  <Table.Th scope="col">{t('rows.profession')}</Table.Th>
                  <Table.Th scope="col">{t('rows.commune')}</Table.Th>
                  <Table.Th scope="col">{t('rows.modality')}</Table.Th>
                  <Table.Th scope="col">{t('rows.days')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {samples.map((one) => (
                  <Table.Tr key={`${one.professional_id} ${one.place_label} ${one.modality}`}>
                    <Table.Th scope="row">{one.professional_name}</Table.Th>
                    <Table.Td>{words(`profession.${one.profession_code as '10'}`)}</Table.Td>
                    <Table.Td>{one.commune_name ?? one.commune_code}</Table.Td>
                    <Table.Td>{words(`modality.${one.modality}`)}</Table.Td>
                    <Table.Td>{one.days === null ? t('rows.beyond') : number(one.days)}</Table.Td>
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
