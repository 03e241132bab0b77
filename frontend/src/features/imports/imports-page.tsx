import { Stack, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { GiveFile } from './give-file';
import { ImportsTable } from './imports-table';
import { type ImportJob, importsQuery, isUnderWay } from './queries';
import { RejectionsDrawer } from './rejections-drawer';
import { useTexts } from './texts';

const WATCH_MS = 1_500;

export function ImportsPage() {
  const t = useTexts();
  const query = useInfiniteQuery({
    ...importsQuery,
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
        <KeysetList query={query} empty={<EmptyFace>{t('empty')}</EmptyFace>}>
          {(jobs) => <ImportsTable jobs={jobs} onOpen={setOpened} />}
        </KeysetList>
      </Stack>
      <RejectionsDrawer job={opened} onClose={() => setOpened(null)} />
    </Page>
  );
}
