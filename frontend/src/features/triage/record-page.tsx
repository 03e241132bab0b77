import { Anchor, Button, Group, NativeSelect, Stack, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { hasRole, TRIAGE, useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { shortDayAndHour } from '@/lib/dates';
import { codeLabel, useCommon } from '@/lib/i18n';
import { number } from '@/lib/typography';
import { numbersQuery } from '@/referral/queries';
import { ExportButton } from '@/ui/export-button';
import { KeysetList } from '@/ui/keyset-list';
import { Page } from '@/ui/page';
import { PeriodFields } from '@/ui/period-fields';
import { WideTable } from '@/ui/wide-table';
import { gone } from './gone';
import { type Disposed, recordQuery, type Target, targetsQuery } from './queries';
import { DISPOSITIONS, type RecordSearch, readRecordSearch, recordPath } from './search';
import { useTexts } from './texts';

interface RecordPageProps {
  search: RecordSearch;
  onSearch: (search: RecordSearch) => void;
}

/** Where requests of unscheduled care were handed to: how many by target, each figure opening its rows. */
export function RecordPage({ search, onSearch }: RecordPageProps) {
  const t = useTexts();
  const query = useInfiniteQuery(recordQuery(search));
  const targets = useQuery(targetsQuery(search)).data ?? [];
  const sorts = hasRole(useSession(), ...TRIAGE);
  return (
    <Page
      title={t('record.title')}
      subtitle={t('record.subtitle')}
      actions={
        <>
          {sorts && (
            <Anchor renderRoot={(props) => <Link to={PATHS.triage} {...props} />}>{t('toQueue')}</Anchor>
          )}
          <Anchor renderRoot={(props) => <Link to={PATHS.recourses} {...props} />}>
            {t('elsewhere.described')}
          </Anchor>
          <ExportButton path={recordPath(search)} name="orientations-snp" />
        </>
      }
    >
      <Filters search={search} onSearch={onSearch} />
      <KeysetList query={query} empty={<Text>{t('record.empty')}</Text>}>
        {(rows) => (
          <Stack gap="lg">
            <Targets targets={targets} onSearch={(target) => onSearch({ ...search, ...target })} />
            <Rows rows={rows} sorts={sorts} />
          </Stack>
        )}
      </KeysetList>
    </Page>
  );
}

function Filters({ search, onSearch }: RecordPageProps) {
  const t = useTexts();
  const common = useCommon();
  return (
    <Group gap="sm" align="flex-end" className="no-print">
      <PeriodFields search={search} onChange={(days) => onSearch(readRecordSearch({ ...search, ...days }))} />
      <NativeSelect
        label={t('record.to')}
        value={search.vers ?? ''}
        data={[
          { value: '', label: t('record.any') },
          ...DISPOSITIONS.map((value) => ({ value, label: codeLabel('disposition', value) })),
        ]}
        onChange={(event) =>
          onSearch({ ...search, vers: DISPOSITIONS.find((one) => one === event.currentTarget.value) })
        }
      />
      <Button variant="subtle" onClick={() => onSearch({})}>
        {common('actions.reset')}
      </Button>
    </Group>
  );
}

interface TargetsProps {
  targets: Target[];
  onSearch: (target: Pick<RecordSearch, 'vers' | 'recours'>) => void;
}

function Targets({ targets, onSearch }: TargetsProps) {
  const t = useTexts();
  return (
    <section>
      <Title order={2} size="h4">
        {t('record.targets')}
      </Title>
      <Table maw={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('record.to')}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t('record.number')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {targets.map((one) => (
            <Table.Tr key={`${one.disposition} ${one.recourse_id}`}>
              <Table.Td>{gone(t, one)}</Table.Td>
              <Table.Td ta="right">
                <Button
                  variant="subtle"
                  size="compact-md"
                  onClick={() => onSearch({ vers: one.disposition, recours: one.recourse_id ?? undefined })}
                >
                  {number(one.number)}
                  <span className="vh"> {gone(t, one)}</span>
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** No person is named: the number of the request, for whoever follows it. */
function Rows({ rows, sorts }: { rows: Disposed[]; sorts: boolean }) {
  const t = useTexts();
  const { data: numbers = {} } = useQuery({ ...numbersQuery, enabled: sorts });
  return (
    <WideTable
      label={t('record.title')}
      minWidth={560}
      columns={(['at', 'to', 'class', 'author', 'request'] as const).map((column) => t(`record.${column}`))}
    >
      {rows.map((row) => (
        <Table.Tr key={`${row.referral_id} ${row.at} ${row.disposition}`}>
          <Table.Td>{shortDayAndHour(row.at)}</Table.Td>
          <Table.Td>{gone(t, row)}</Table.Td>
          <Table.Td>{row.triage_class && codeLabel('triageClass', row.triage_class)}</Table.Td>
          <Table.Td>{row.author_name}</Table.Td>
          <Table.Td>
            {sorts && (
              <Anchor
                renderRoot={(props) => (
                  <Link to={PATHS.triage} search={{ demande: row.referral_id }} {...props} />
                )}
              >
                {numbers[row.referral_id] ?? t('record.open')}
              </Anchor>
            )}
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}
