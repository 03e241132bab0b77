import { Box, Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { COORDINATION, hasRole, STATING, useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { ExportButton } from '@/ui/export-button';
import { Page } from '@/ui/page';
import { isFiltered, type QueueSearch } from './filters';
import { exportPath } from './queries';
import { Queue } from './queue';
import { QueueFilters } from './queue-filters';
import { SavedFilters } from './saved-filters';
import { useTexts } from './texts';
import { useDefaultFilter } from './use-default-filter';

// It brings the drag and its dialogs: only for who looks at the board.
const Board = lazy(() => import('./board'));

/** The queue (a table that says what is next) or the board, with the same filters in the address. */
export function ReferralsPage({ search }: { search: QueueSearch }) {
  const t = useTexts();
  const session = useSession();
  const navigate = useNavigate();
  useDefaultFilter(search);
  const isCoordination = hasRole(session, ...COORDINATION);
  const view = search.vue ?? 'file';
  const isBoard = view === 'tableau' && isCoordination;
  function change(changed: Partial<QueueSearch>) {
    const next = { ...search, ...changed };
    // Whoever takes the last filter away wants no filter, not even the one that opens first.
    const toutes = (!isFiltered(next) && (isFiltered(search) || search.toutes)) || undefined;
    void navigate({ to: PATHS.referrals, search: { ...next, toutes }, replace: true });
  }
  return (
    <Page
      title={t('title')}
      focusTitle={view === 'tableau'}
      actions={
        <>
          {isCoordination && (
            <SegmentedControl
              aria-label={t('view.label')}
              value={view}
              onChange={(next) => change({ vue: next as 'file' | 'tableau' })}
              data={[
                { value: 'file', label: t('view.file') },
                { value: 'tableau', label: t('view.tableau') },
              ]}
            />
          )}
          {isCoordination && (
            <Box visibleFrom="sm">
              <ExportButton path={exportPath(search)} name="demandes" />
            </Box>
          )}
          {isCoordination && (
            <Button
              visibleFrom="sm"
              variant="default"
              renderRoot={(props) => <Link to={PATHS.downtimeList} {...props} />}
            >
              {t('downtime')}
            </Button>
          )}
          {isCoordination && (
            <Button variant="default" renderRoot={(props) => <Link to={PATHS.spreadsheets} {...props} />}>
              {t('import')}
            </Button>
          )}
          {hasRole(session, 'care_coordinator') && (
            <Button variant="default" renderRoot={(props) => <Link to={PATHS.plan} {...props} />}>
              {t('plan')}
            </Button>
          )}
          {hasRole(session, ...STATING) && (
            <Button
              hiddenFrom="md"
              leftSection={<IconPlus size={18} aria-hidden />}
              renderRoot={(props) => <Link to={PATHS.newReferral} {...props} />}
            >
              {t('new')}
            </Button>
          )}
        </>
      }
    >
      <SavedFilters search={search} />
      <QueueFilters search={search} onChange={change} isBoard={isBoard} />
      {isBoard ? (
        <Suspense fallback={<Skeleton height={320} />}>
          <Board search={search} />
        </Suspense>
      ) : (
        <Queue search={search} />
      )}
    </Page>
  );
}
