import {
  Anchor,
  Button,
  Checkbox,
  Fieldset,
  Group,
  NativeSelect,
  Paper,
  SimpleGrid,
  Text,
  Title,
} from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { hasRole, RECOURSE_KEEPERS, TRIAGE, useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { useCodes } from '@/lib/i18n';
import { phone, phoneLink } from '@/lib/typography';
import { HoursList } from '@/recourse/hours-list';
import { CommuneField } from '@/ui/commune-field';
import { ExportButton } from '@/ui/export-button';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { exportPath, type Recourse, recoursesQuery } from './queries';
import { RecourseBadges } from './recourse-badges';
import { RecourseDialog } from './recourse-dialog';
import { KINDS, MODALITIES, type RecoursesSearch } from './search';
import { useTexts } from './texts';

interface RecoursesPageProps {
  search: RecoursesSearch;
  onSearch: (search: RecoursesSearch) => void;
}

/** Where a request turns when no slot answers it, in the order in which the triage offers them. */
export function RecoursesPage({ search, onSearch }: RecoursesPageProps) {
  const t = useTexts();
  const query = useInfiniteQuery(recoursesQuery(search));
  const [isAdding, setAdding] = useState(false);
  const readsRecord = hasRole(useSession(), ...TRIAGE, 'director');
  const mayKeep = hasRole(useSession(), ...RECOURSE_KEEPERS);
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        <>
          <Anchor renderRoot={(props) => <Link to={PATHS.directory} {...props} />}>{t('toDirectory')}</Anchor>
          {readsRecord && (
            <Anchor renderRoot={(props) => <Link to={PATHS.dispositions} {...props} />}>
              {t('toRecord')}
            </Anchor>
          )}
          <ExportButton path={exportPath(search)} name="recours-snp" />
          {mayKeep && <Button onClick={() => setAdding(true)}>{t('add')}</Button>}
        </>
      }
    >
      <Filters search={search} onSearch={onSearch} />
      <KeysetList
        query={query}
        empty={
          <EmptyFace>
            <Text fw={600}>{t('empty')}</Text>
            <Text c="dimmed">{t('emptyHow')}</Text>
          </EmptyFace>
        }
      >
        {(items) => (
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            {items.map((one) => (
              <RecourseCard key={one.recourse_id} recourse={one} />
            ))}
          </SimpleGrid>
        )}
      </KeysetList>
      {isAdding && <RecourseDialog recourse={null} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function Filters({ search, onSearch }: RecoursesPageProps) {
  const t = useTexts();
  const codes = useCodes();
  const any = { value: '', label: t('filters.any') };
  const change = (changed: Partial<RecoursesSearch>) => onSearch({ ...search, ...changed });
  return (
    <Fieldset
      legend={<span className="vh">{t('filters.legend')}</span>}
      variant="unstyled"
      className="no-print"
    >
      <Group gap="sm" align="flex-end">
        <NativeSelect
          label={t('filters.kind')}
          value={search.genre ?? ''}
          data={[any, ...KINDS.map((value) => ({ value, label: codes(`recourseKind.${value}`) }))]}
          onChange={(event) => change({ genre: KINDS.find((one) => one === event.currentTarget.value) })}
        />
        <NativeSelect
          label={t('filters.modality')}
          value={search.ou ?? ''}
          data={[any, ...MODALITIES.map((value) => ({ value, label: codes(`modality.${value}`) }))]}
          onChange={(event) => change({ ou: MODALITIES.find((one) => one === event.currentTarget.value) })}
        />
        <CommuneField
          label={t('filters.commune')}
          value={search.commune ?? null}
          onChange={(commune) => change({ commune: commune ?? undefined })}
        />
        <Checkbox
          label={t('filters.inactive')}
          checked={search.anciens === true}
          onChange={(event) => change({ anciens: event.currentTarget.checked || undefined })}
        />
      </Group>
    </Fieldset>
  );
}

function RecourseCard({ recourse }: { recourse: Recourse }) {
  const t = useTexts();
  const codes = useCodes();
  const lines = [
    [t('fact.professional'), recourse.professional_phone],
    [t('fact.public'), recourse.public_phone],
  ] as const;
  return (
    <Paper withBorder p="sm" component="article" aria-label={recourse.name}>
      <Title order={2} size="h4">
        <Anchor
          inherit
          renderRoot={(props) => (
            <Link to={PATHS.recourse} params={{ id: recourse.recourse_id }} {...props} />
          )}
        >
          {recourse.name}
        </Anchor>
      </Title>
      <Group gap="xs">
        <Text size="sm">{codes(`recourseKind.${recourse.kind}`)}</Text>
        <RecourseBadges recourse={recourse} />
      </Group>
      <Text size="sm">{recourse.modalities.map((one) => codes(`modality.${one}`)).join(' · ')}</Text>
      <Group gap="md">
        {lines.map(
          ([whose, number]) =>
            number && (
              <Text key={whose} size="sm">
                {t('line', { whose })}{' '}
                <Anchor inherit href={phoneLink(number)} fw={600}>
                  {phone(number)}
                </Anchor>
              </Text>
            ),
        )}
      </Group>
      <HoursList {...recourse} />
    </Paper>
  );
}
