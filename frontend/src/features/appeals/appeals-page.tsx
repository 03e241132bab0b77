import { Button, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { COORDINATION, hasRole, STATING, useSession } from '@/api/session';
import { CommuneField } from '@/ui/commune-field';
import { ExportButton } from '@/ui/export-button';
import { KeysetList } from '@/ui/keyset-list';
import { Page } from '@/ui/page';
import { AppealCard } from './appeal-card';
import { PostDialog } from './post-dialog';
import { appealsQuery } from './queries';
import { type AppealsSearch, toQuery, VIEW_NAMES } from './search';
import { useTexts } from './texts';
import { useProfessions } from './use-professions';

interface AppealsPageProps {
  search: AppealsSearch;
  onSearch: (search: AppealsSearch) => void;
}

/** What professionals seek of each other, never about a person. */
export function AppealsPage({ search, onSearch }: AppealsPageProps) {
  const t = useTexts();
  const session = useSession();
  const query = useInfiniteQuery(appealsQuery(search));
  const [isPosting, setPosting] = useState(false);
  const posts = hasRole(session, ...STATING);
  const exports = hasRole(session, ...COORDINATION, 'director');
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      narrow
      actions={
        <>
          {exports && <ExportButton path={exportPath(search)} name="entraide" />}
          {posts && <Button onClick={() => setPosting(true)}>{t('post.open')}</Button>}
        </>
      }
    >
      <Filters search={search} onSearch={onSearch} />
      <KeysetList
        query={query}
        empty={
          <>
            <Text c="dimmed">{t(`empty.${search.vue}`)}</Text>
            {posts && <Text c="dimmed">{t('emptyHow')}</Text>}
          </>
        }
      >
        {(appeals) => (
          <Stack gap="sm">
            {appeals.map((one) => (
              <AppealCard key={one.appeal_id} appeal={one} />
            ))}
          </Stack>
        )}
      </KeysetList>
      {isPosting && <PostDialog onClose={() => setPosting(false)} />}
    </Page>
  );
}

function Filters({ search, onSearch }: AppealsPageProps) {
  const t = useTexts();
  const { options } = useProfessions();
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} className="no-print">
      <Select
        label={t('filters.view')}
        data={VIEW_NAMES.map((value) => ({ value, label: t(`view.${value}`) }))}
        value={search.vue}
        allowDeselect={false}
        onChange={(vue) => vue && onSearch({ ...search, vue })}
      />
      <Select
        label={t('filters.profession')}
        placeholder={t('filters.any')}
        data={options}
        value={search.profession ?? null}
        onChange={(profession) => onSearch({ ...search, profession: profession ?? undefined })}
        searchable
        clearable
      />
      <CommuneField
        value={search.commune ?? null}
        onChange={(commune) => onSearch({ ...search, commune: commune ?? undefined })}
      />
    </SimpleGrid>
  );
}

function exportPath(search: AppealsSearch): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(toQuery(search))) if (value) query.set(name, value);
  return `/api/referral/v1/appeals/export?${query}`;
}
