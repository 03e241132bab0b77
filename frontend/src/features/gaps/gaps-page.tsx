import { Group, List, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { COORDINATION, hasRole, useSession } from '@/api/session';
import { tableDay } from '@/lib/dates';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { Disclosure } from '@/ui/disclosure';
import { ExportButton } from '@/ui/export-button';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { PeriodFields } from '@/ui/period-fields';
import { AlertsPanel } from './alerts-panel';
import { ComparisonTable } from './comparison-table';
import { exportPath, type GapsSearch, type Report, readGapsSearch, reportQuery } from './queries';
import { RefusalCounts } from './refusal-counts';
import { useTexts } from './texts';

interface GapsPageProps {
  search: GapsSearch;
  onSearch: (search: GapsSearch) => void;
}

/** Whether some are served worse than others, beyond chance. */
export function GapsPage({ search, onSearch }: GapsPageProps) {
  const t = useTexts();
  const query = useQuery(reportQuery(search));
  const isAlerted = hasRole(useSession(), ...COORDINATION, 'director');
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={query.data && <ExportButton path={exportPath(search)} name="ecarts" />}
    >
      <ListFaces query={query}>
        {isAlerted && <AlertsPanel />}
        <Filters search={search} onSearch={onSearch} />
        {query.data && <Figures report={query.data} />}
      </ListFaces>
      <RefusalCounts />
    </Page>
  );
}

function Figures({ report }: { report: Report }) {
  const t = useTexts();
  if (report.cases === 0) return <Text c="dimmed">{t('empty')}</Text>;
  return (
    <Stack gap="lg">
      <div>
        <Text>
          {t('period', {
            count: report.cases,
            since: tableDay(report.since),
            until: tableDay(report.until),
          })}
        </Text>
        {report.erased > 0 && <Text size="sm">{t('erased', { count: report.erased })}</Text>}
      </div>
      <Disclosure summary={t('how.summary')}>
        <List maw={720} spacing={4}>
          <List.Item>{t('how.small', { count: report.fewest_shown })}</List.Item>
          <List.Item>{t('how.test')}</List.Item>
          <List.Item>{t('how.few', { count: report.fewest_compared })}</List.Item>
          <List.Item>{t('how.never')}</List.Item>
        </List>
      </Disclosure>
      {report.comparisons
        .filter(({ groups }) => groups.length > 0)
        .map((one) => (
          <ComparisonTable key={one.dimension} comparison={one} />
        ))}
      {report.reasons.groups.length > 0 && (
        <ComparisonTable comparison={report.reasons} title={t('reasons')} />
      )}
    </Stack>
  );
}

function Filters({ search, onSearch }: GapsPageProps) {
  const t = useTexts();
  const change = (changed: Record<string, string | undefined>) =>
    onSearch(readGapsSearch({ ...search, ...changed }));
  return (
    <Group gap="sm" className="no-print">
      <PeriodFields search={search} onChange={change} />
      <NativeSelect
        label={t('filters.kind')}
        value={search.type ?? ''}
        data={[{ value: '', label: t('filters.any') }, ...optionsOf(codes.kind)]}
        onChange={(event) => change({ type: event.currentTarget.value })}
      />
    </Group>
  );
}
