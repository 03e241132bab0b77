import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { COORDINATION, hasRole, useSession } from '@/api/session';
import { useCodes } from '@/lib/i18n';
import { ExportButton } from '@/ui/export-button';
import { KeysetList } from '@/ui/keyset-list';
import { Page } from '@/ui/page';
import { unpaidActsQuery } from '@/unpaid-acts/queries';
import { useUnpaidActTexts } from '@/unpaid-acts/texts';
import { ActsTable } from './acts-table';
import { ClaimDialog } from './claim-dialog';
import { KINDS, STATES, type UnpaidActsSearch } from './search';

interface UnpaidActsPageProps {
  search: UnpaidActsSearch;
  onSearch: (search: UnpaidActsSearch) => void;
}

/** What the CPAM is asked to pay: a coordinator's whole list, a professional's own acts. */
export function UnpaidActsPage({ search, onSearch }: UnpaidActsPageProps) {
  const t = useUnpaidActTexts();
  const coordinates = hasRole(useSession(), ...COORDINATION);
  const state = search.etat === 'tous' ? undefined : search.etat;
  const query = useInfiniteQuery(unpaidActsQuery(state, search.acte));
  const [chosen, setChosen] = useState<string[]>([]);
  const [isClaiming, setClaiming] = useState(false);
  const change = (next: UnpaidActsSearch) => {
    setChosen([]);
    onSearch(next);
  };
  return (
    <Page
      title={t('title')}
      subtitle={t(coordinates ? 'subtitle' : 'subtitleOwn')}
      actions={
        coordinates && (
          <>
            <ExportButton path={exportPath(search)} name="actes-avant-droits" />
            <Button disabled={chosen.length === 0} onClick={() => setClaiming(true)}>
              {chosen.length === 0 ? t('list.none') : t('list.button', { count: chosen.length })}
            </Button>
          </>
        )
      }
    >
      <Filters search={search} onSearch={change} />
      <KeysetList
        query={query}
        empty={
          <>
            <Text c="dimmed">{t('empty')}</Text>
            <Text c="dimmed">{t('emptyHow')}</Text>
          </>
        }
      >
        {(acts) => <ActsTable acts={acts} chosen={chosen} onChoose={coordinates ? setChosen : undefined} />}
      </KeysetList>
      {isClaiming && (
        <ClaimDialog ids={chosen} onDone={() => setChosen([])} onClose={() => setClaiming(false)} />
      )}
    </Page>
  );
}

function Filters({ search, onSearch }: UnpaidActsPageProps) {
  const t = useUnpaidActTexts();
  const codes = useCodes();
  const any = t('any');
  return (
    <Group gap="sm" className="no-print">
      <NativeSelect
        label={t('state')}
        value={search.etat}
        onChange={(event) => {
          const etat = STATES.find((one) => one === event.currentTarget.value) ?? 'tous';
          onSearch({ ...search, etat });
        }}
        data={[
          ...STATES.map((value) => ({ value, label: codes(`unpaidActState.${value}`) })),
          { value: 'tous', label: any },
        ]}
      />
      <NativeSelect
        label={t('kind')}
        value={search.acte ?? ''}
        onChange={(event) =>
          onSearch({ ...search, acte: KINDS.find((one) => one === event.currentTarget.value) })
        }
        data={[
          { value: '', label: any },
          ...KINDS.map((value) => ({ value, label: codes(`unpaidActKind.${value}`) })),
        ]}
      />
    </Group>
  );
}

function exportPath({ etat, acte }: UnpaidActsSearch): string {
  const query = new URLSearchParams({ ...(etat !== 'tous' && { state: etat }), ...(acte && { kind: acte }) });
  return `/api/referral/v1/unpaid-acts/export?${query}`;
}
