import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '@/api/client';
import { hasRole, useSession } from '@/api/session';
import { ListFaces, RowsSkeleton } from '@/ui/list-faces';
import { notifyDone } from '@/ui/notify';
import { Page } from '@/ui/page';
import { AnnouncedDepartures } from './announced-departures';
import { DepartureDialog } from './departure-dialog';
import { PlanView } from './plan-view';
import { latestPlanQuery, type PlanSearch, useMakePlan } from './queries';
import { useTexts } from './texts';

interface PlanPageProps {
  search: PlanSearch;
  onSearch: (search: PlanSearch) => void;
}

/** The whole backlog at once: made, looked at before and after, edited, then started by the coordinator. */
export function PlanPage({ search, onSearch }: PlanPageProps) {
  const t = useTexts();
  const mayPlan = hasRole(useSession(), 'care_coordinator');
  const query = useQuery(latestPlanQuery);
  const make = useMakePlan();
  const [isLeaving, setLeaving] = useState(false);
  const isSending = query.data?.state === 'started';

  function prepare(departureId: string | null = null) {
    make.mutate(
      { key: newKey(), departure_id: departureId },
      {
        onSuccess: ({ counts }) => {
          const { planned, unplaced } = counts;
          notifyDone(t('made', { planned, total: planned + unplaced }));
          onSearch({});
        },
      },
    );
  }

  const makeButton = (
    <Button
      variant={query.data?.state === 'draft' ? 'default' : 'filled'}
      loading={make.isPending}
      onClick={() => prepare()}
    >
      {t(query.data?.state === 'draft' ? 'makeAgain' : 'make')}
    </Button>
  );
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        mayPlan && (
          <>
            <Button variant="default" onClick={() => setLeaving(true)}>
              {t('departure.open')}
            </Button>
            {query.data && !isSending && makeButton}
          </>
        )
      }
    >
      <ListFaces
        query={query}
        isEmpty={query.data === null}
        skeleton={<RowsSkeleton rows={4} height={90} />}
        empty={
          <>
            <Text fw={600}>{t('none.title')}</Text>
            <Text c="dimmed" maw={560}>
              {t('none.text')}
            </Text>
            {makeButton}
          </>
        }
      >
        {query.data && <PlanView plan={query.data} search={search} onSearch={onSearch} />}
      </ListFaces>
      {mayPlan && <AnnouncedDepartures />}
      {isLeaving && (
        <DepartureDialog onClose={() => setLeaving(false)} onAnnounced={(departure) => prepare(departure)} />
      )}
    </Page>
  );
}
