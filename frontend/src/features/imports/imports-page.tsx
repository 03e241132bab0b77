import { Checkbox, Stack, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { GiveFile } from './give-file';
import { ImportsTable } from './imports-table';
import { type ImportJob, type ImportsSearch, importsQuery, isUnderWay } from './queries';
import { RejectionsDrawer } from './rejections-drawer';
import { useTexts } from './texts';

const WATCH_MS = 1_500;

interface ImportsPageProps {
  search: ImportsSearch;
  onSearch: (search: ImportsSearch) => void;
}

export function ImportsPage({ search, onSearch }: ImportsPageProps) {
  const t = useTexts();
  const query = useInfiniteQuery({
    ...importsQuery(search),
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isUnderWay)) ? WATCH_MS : 30_000,
  });
  const [opened, setOpened] = useState<ImportJob | null>(null);
  return (
    <Page title={t('title')} subtitle={t('subtitle')}>
      <GiveFile />
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t('list')}
        </Title>
        <Checkbox
          label={t('onlyUnmended')}
          checked={search.a_verifier === true}
          onChange={(event) => onSearch(event.currentTarget.checked ? { a_verifier: true } : {})}
        />
        <KeysetList
          query={query}
          empty={<EmptyFace>{t(search.a_verifier ? 'emptyUnmended' : 'empty')}</EmptyFace>}
        >
          {(jobs) => <ImportsTable jobs={jobs} onOpen={setOpened} />}
        </KeysetList>
      </Stack>
      <RejectionsDrawer job={opened} onClose={() => setOpened(null)} />
    </Page>
  );
}
