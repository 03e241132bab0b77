import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { hasRole, useSession } from '@/api/session';
import { monthAndYear, monthAway, thisMonth } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { ExportButton } from '@/ui/export-button';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { notifyDone } from '@/ui/notify';
import { Page } from '@/ui/page';
import { StepThrough } from '@/ui/step-through';
import { LinesTable } from './lines-table';
import {
  exportPath,
  keyPath,
  type Participation,
  type ParticipationSearch,
  participationQuery,
  useSign,
} from './queries';
import { SlotsPanel } from './slots-panel';
import { useTexts } from './texts';

interface ParticipationPageProps {
  search: ParticipationSearch;
  onSearch: (search: ParticipationSearch) => void;
}

/** Hours opened, shared and filled: one's own, or everybody's for who answers for the agendas. */
export function ParticipationPage({ search, onSearch }: ParticipationPageProps) {
  const t = useTexts();
  const month = search.mois ?? thisMonth();
  const query = useQuery(participationQuery(month));
  const isDirector = hasRole(useSession(), 'director');
  const opened = query.data?.items.find((one) => one.professional_id === search.pro);
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        query.data &&
        query.data.items.length > 0 && <ExportButton path={exportPath(month)} name="participation" />
      }
    >
      <StepThrough
        before={t('before')}
        after={t('after')}
        onStep={(by) => onSearch({ mois: monthAway(month, by) })}
      >
        {monthAndYear(month)}
      </StepThrough>
      <ListFaces
        query={query}
        isEmpty={query.data?.items.length === 0}
        empty={
          <EmptyFace>
            <Text c="dimmed">{t('empty')}</Text>
          </EmptyFace>
        }
      >
        {query.data && (
          <Stack gap="md">
            <Text size="sm" c="dimmed" maw={720}>
              {t('how')}
            </Text>
            {isDirector && <SignAct month={month} participation={query.data} />}
            <LinesTable
              month={month}
              lines={query.data.items}
              search={search}
              onOpen={(pro, chiffre) => onSearch({ ...search, pro, chiffre })}
            />
            {opened && <SlotsPanel month={month} line={opened} figure={search.chiffre ?? 'opened'} />}
            <Text size="sm" c="dimmed" maw={720}>
              {t('key.means')}{' '}
              <Anchor href={keyPath} download="participation-key.json" size="sm">
                {t('key.get')}
              </Anchor>
            </Text>
          </Stack>
        )}
      </ListFaces>
    </Page>
  );
}

/** Signed statements leave the house: the act says how many before. */
function SignAct({ month, participation }: { month: string; participation: Participation }) {
  const t = useTexts();
  const [asks, setAsks] = useState(false);
  const sign = useSign(month);
  const waiting = participation.items.filter((one) => one.signed_version === null || one.differs).length;
  if (!participation.is_over) return <Text size="sm">{t('sign.later')}</Text>;
  if (waiting === 0) return <Text size="sm">{t('sign.all')}</Text>;
  const act = t('sign.act', { count: waiting });
  return (
    <>
      <Button style={{ alignSelf: 'flex-start' }} onClick={() => setAsks(true)}>
        {act}
      </Button>
      <ConfirmDialog
        opened={asks}
        title={t('sign.title', { month: monthAndYear(month) })}
        act={act}
        busy={sign.isPending}
        onClose={() => setAsks(false)}
        onConfirm={() =>
          sign.mutate(undefined, {
            onSuccess: ({ signed }) => notifyDone(t('sign.done', { count: signed })),
            onSettled: () => setAsks(false),
          })
        }
      >
        <Text>{t('sign.means')}</Text>
      </ConfirmDialog>
    </>
  );
}
