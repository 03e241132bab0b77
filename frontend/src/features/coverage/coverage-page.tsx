import { Group, List, NativeSelect, SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { hasRole, useSession } from '@/api/session';
import { longDay } from '@/lib/dates';
import { Disclosure } from '@/ui/disclosure';
import { ExportButton } from '@/ui/export-button';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { CommunesTable } from './communes-table';
import { FigureRows } from './figure-rows';
import { Holes } from './holes';
import { asked, type CoverageSearch, coverageQuery, DISTANCES, exportPath, openedIn } from './queries';
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
  const opensRows = hasRole(useSession(), 'care_coordinator', 'director');
  const opened = openedIn(search);
  const commune = shown?.communes.find((one) => one.commune_code === opened?.commune);
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
            <CommunesTable
              coverage={shown}
              search={search}
              onOpen={opensRows ? (open) => onSearch({ ...search, ...open }) : undefined}
            />
            {opensRows && opened && commune && (
              <FigureRows search={search} open={opened} commune={commune.commune_name} />
            )}
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
