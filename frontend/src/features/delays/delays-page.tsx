import { Group, List, NativeSelect, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { hasRole, useSession } from '@/api/session';
import { optionsOf, useCodes } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { Disclosure } from '@/ui/disclosure';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { PeriodFields } from '@/ui/period-fields';
import { DeclarationsSection } from './declarations-section';
import { GroupsSection } from './groups-section';
import { HomeVisitsSection } from './home-visits-section';
import { MonthsSection } from './months-section';
import { type DelaysSearch, delaysQuery, readDelaysSearch } from './queries';
import { useTexts } from './texts';
import { WeeksSection } from './weeks-section';

export interface DelaysPageProps {
  search: DelaysSearch;
  onSearch: (search: DelaysSearch) => void;
}

/** How long people wait for an appointment: as the agendas show it, and as it came out. */
export function DelaysPage({ search, onSearch }: DelaysPageProps) {
  const t = useTexts();
  const query = useQuery(delaysQuery(search));
  const opensRows = hasRole(useSession(), 'care_coordinator', 'director');
  const change = (changed: Partial<DelaysSearch>) => onSearch(readDelaysSearch({ ...search, ...changed }));
  return (
    <Page title={t('title')} subtitle={t('subtitle')}>
      <Filters search={search} change={change} groups={query.data?.groups ?? []} />
      <ListFaces query={query}>
        {query.data && (
          <Stack gap="xl">
            <WeeksSection weeks={query.data.weeks} {...{ search, change, opensRows }} />
            <MonthsSection months={query.data.months} {...{ search, change, opensRows }} />
            <GroupsSection
              groups={query.data.groups}
              week={query.data.weeks.at(-1)?.week_of}
              {...{ search, change, opensRows }}
            />
            <HomeVisitsSection {...{ search, change, opensRows }} />
            {opensRows && <DeclarationsSection />}
            <Disclosure summary={t('how.summary')}>
              <List maw={720} spacing={4}>
                <List.Item>{t('how.third')}</List.Item>
                <List.Item>{t('how.leftOut')}</List.Item>
                <List.Item>{t('how.realised')}</List.Item>
                {query.data.fewest_shown !== null && (
                  <List.Item>{t('how.small', { count: query.data.fewest_shown })}</List.Item>
                )}
              </List>
            </Disclosure>
          </Stack>
        )}
      </ListFaces>
    </Page>
  );
}

interface FiltersProps {
  search: DelaysSearch;
  change: (changed: Partial<DelaysSearch>) => void;
  groups: { dimension: string; code: string; commune_name: string | null }[];
}

function Filters({ search, change, groups }: FiltersProps) {
  const t = useTexts();
  const words = useCodes();
  const of = (dimension: string) => groups.filter((one) => one.dimension === dimension);
  const any = { value: '', label: t('filters.any') };
  const professions = new Set([...of('profession').map(({ code }) => code), search.profession ?? '10']);
  return (
    <Group gap="sm" className="no-print">
      <NativeSelect
        label={t('filters.profession')}
        value={search.profession ?? ''}
        data={[
          any,
          ...[...professions].map((code) => ({ value: code, label: words(`profession.${code as '10'}`) })),
        ]}
        onChange={(event) => change({ profession: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('filters.commune')}
        value={search.commune ?? ''}
        data={[
          any,
          ...of('commune').map((one) => ({ value: one.code, label: one.commune_name ?? one.code })),
        ]}
        onChange={(event) => change({ commune: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('filters.modality')}
        value={search.ou ?? ''}
        data={[any, ...optionsOf(codes.modality)]}
        onChange={(event) => change({ ou: event.currentTarget.value as DelaysSearch['ou'] })}
      />
      <PeriodFields search={search} onChange={change} />
    </Group>
  );
}
