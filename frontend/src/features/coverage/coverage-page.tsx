import { Alert, Group, List, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { longDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { number } from '@/lib/typography';
import { Disclosure } from '@/ui/disclosure';
import { ExportButton } from '@/ui/export-button';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { CommunesTable } from './communes-table';
import { asked, type Coverage, type CoverageSearch, coverageQuery, DISTANCES, exportPath } from './queries';
import { useTexts } from './texts';

export interface CoveragePageProps {
  search: CoverageSearch;
  onSearch: (search: CoverageSearch) => void;
}

/** What the people of each commune can reach today or tomorrow, profession by profession, and what they cannot. */
export function CoveragePage({ search, onSearch }: CoveragePageProps) {
  const t = useTexts();
  const query = useQuery(coverageQuery(search));
  const shown = query.data;
  return (
    <Page
      title={t('title')}
      subtitle={shown ? t('subtitle', { day: longDay(shown.on), km: shown.within_km }) : undefined}
      actions={<ExportButton path={exportPath(search)} name={t('file')} />}
    >
      <Group gap="sm" align="flex-end" className="no-print">
        <SegmentedControl
          aria-label={t('day.label')}
          data={[
            { value: 'today', label: t('day.today') },
            { value: 'tomorrow', label: t('day.tomorrow') },
          ]}
          value={asked(search).day}
          onChange={(day) => onSearch({ ...search, jour: day === 'tomorrow' ? 'demain' : undefined })}
        />
        <NativeSelect
          label={t('distance')}
          value={asked(search).within_km}
          data={DISTANCES.map((km) => ({ value: String(km), label: t('km', { km }) }))}
          onChange={(event) => onSearch({ ...search, km: Number(event.currentTarget.value) })}
        />
      </Group>
      <ListFaces
        query={query}
        isEmpty={shown?.communes.length === 0 || shown?.professions.length === 0}
        empty={<EmptyFace>{t('empty')}</EmptyFace>}
      >
        {shown && (
          <Stack gap="lg">
            <Holes coverage={shown} />
            <CommunesTable coverage={shown} isToday={search.jour === undefined} />
            <Disclosure summary={t('how.summary')}>
              <List maw={720} spacing={4}>
                <List.Item>{t('how.counted')}</List.Item>
                <List.Item>{t('how.distance')}</List.Item>
                <List.Item>{t('how.duty')}</List.Item>
              </List>
            </Disclosure>
          </Stack>
        )}
      </ListFaces>
    </Page>
  );
}

function Holes({ coverage }: { coverage: Coverage }) {
  const t = useTexts();
  const codes = useCodes();
  if (coverage.holes.length === 0) return <Text role="status">{t('holes.none')}</Text>;
  return (
    <Alert color="ambre" variant="outline" title={t('holes.title', { km: coverage.within_km })}>
      <List spacing={4}>
        {coverage.holes.map((hole) => (
          <List.Item key={hole.profession_code}>
            {t('holes.line', {
              profession: codes(`profession.${hole.profession_code as '10'}`),
              count: hole.communes,
              people: number(hole.population),
            })}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
