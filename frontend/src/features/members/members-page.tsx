import { Button, Checkbox, Group, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { hasRole, SHEET_KEEPERS, useSession } from '@/api/session';
import { professionsQuery } from '@/directory/queries';
import { CommuneField } from '@/ui/commune-field';
import { ExportButton } from '@/ui/export-button';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { SwitchView } from '@/ui/switch-view';
import { Accounts } from './accounts';
import { AddMember } from './add-member';
import { DepartDialog } from './depart-dialog';
import { MembersTable } from './members-table';
import { exportPath, type Member, type MembersSearch, membersQuery, TRAININGS } from './queries';
import { useTexts } from './texts';

interface MembersPageProps {
  search: MembersSearch;
  onSearch: (search: MembersSearch) => void;
}

/** Members of the CPTS and, for its office, the accounts that sign in. */
export function MembersPage(props: MembersPageProps) {
  const t = useTexts();
  const isOffice = hasRole(useSession(), 'secretary', 'director');
  const view = isOffice ? props.search.vue : undefined;
  const views = isOffice && (
    <SwitchView
      label={t('view.label')}
      value={view ?? 'membres'}
      onChange={(next) => props.onSearch(next === 'comptes' ? { vue: next } : {})}
      options={[
        { value: 'membres', label: t('view.members') },
        { value: 'comptes', label: t('view.accounts') },
      ]}
    />
  );
  if (view !== 'comptes') return <MembersView {...props} views={views} />;
  return (
    <Page title={t('title')}>
      {views}
      <Accounts />
    </Page>
  );
}

function MembersView({ search, onSearch, views }: MembersPageProps & { views: ReactNode }) {
  const t = useTexts();
  const mayChange = hasRole(useSession(), 'secretary', 'director');
  const query = useInfiniteQuery(membersQuery(search));
  const [isAdding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const isFiltered = Object.keys(search).length > 0;
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        <>
          <ExportButton path={exportPath(search)} name="adherents" />
          {mayChange && <Button onClick={() => setAdding(true)}>{t('add')}</Button>}
        </>
      }
    >
      {views}
      <Filters search={search} onSearch={onSearch} />
      <KeysetList query={query} empty={<EmptyFace>{t(isFiltered ? 'empty' : 'emptyAll')}</EmptyFace>}>
        {(members) => (
          <MembersTable
            members={members}
            withTraining={search.formation !== undefined}
            onDepart={mayChange ? setLeaving : undefined}
          />
        )}
      </KeysetList>
      <AddMember opened={isAdding} onClose={() => setAdding(false)} />
      {leaving && (
        <DepartDialog key={leaving.professional_id} member={leaving} onClose={() => setLeaving(null)} />
      )}
    </Page>
  );
}

function Filters({ search, onSearch }: MembersPageProps) {
  const t = useTexts();
  const professions = useQuery(professionsQuery);
  const mayTrain = hasRole(useSession(), ...SHEET_KEEPERS);
  const [typed, setTyped] = useState(search.nom ?? '');
  const change = (changed: Partial<MembersSearch>) => onSearch({ ...search, ...changed });
  const sendName = useDebouncedCallback((value: string) => change({ nom: value || undefined }), 200);
  return (
    <Group align="flex-end" gap="sm" className="no-print">
      <SimpleGrid
        cols={{ base: 1, xs: 2, md: mayTrain ? 4 : 3 }}
        spacing="sm"
        style={{ flexGrow: 1, flexBasis: mayTrain ? '100%' : undefined }}
        maw={mayTrain ? undefined : 760}
      >
        <TextInput
          label={t('filters.name')}
          value={typed}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            sendName(event.currentTarget.value);
          }}
        />
        <Select
          label={t('filters.profession')}
          placeholder={t('filters.all')}
          data={(professions.data?.items ?? []).map(({ code, label }) => ({ value: code, label }))}
          value={search.profession ?? null}
          onChange={(value) => change({ profession: value ?? undefined })}
          searchable
          clearable
        />
        <CommuneField
          label={t('filters.commune')}
          value={search.commune ?? null}
          onChange={(code) => change({ commune: code ?? undefined })}
        />
        {mayTrain && (
          <Select
            label={t('filters.training')}
            placeholder={t('filters.anyTraining')}
            data={TRAININGS.map((value) => ({ value, label: t(`training.${value}`) }))}
            value={search.formation ?? null}
            onChange={(value) => change({ formation: value ?? undefined })}
            clearable
          />
        )}
      </SimpleGrid>
      <Checkbox
        pb={8}
        label={t('filters.departed')}
        checked={search.anciens === true}
        onChange={(event) => change({ anciens: event.currentTarget.checked || undefined })}
      />
      <Checkbox
        pb={8}
        label={t('filters.toConfirm')}
        checked={search.a_confirmer === true}
        onChange={(event) => change({ a_confirmer: event.currentTarget.checked || undefined })}
      />
    </Group>
  );
}
