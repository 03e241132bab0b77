import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { DIRECTORY_READERS, hasRole, STATING, useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { EmptyFace, ListFaces, RowsSkeleton } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { inOrder } from './order';
import { SERVICES, worklistsQuery } from './queries';
import { useTexts } from './texts';
import { WorklistTable } from './worklist-table';

/** Worklists of all services joined. One that is slow or fails is never waited for, and a failure is said. */
export function HomePage() {
  const t = useTexts();
  const answers = useQueries({ queries: SERVICES.map(worklistsQuery) });
  const failures = answers.filter((answer) => answer.isError);
  const everyOneFailed = failures.length === answers.length;
  const lists = inOrder(answers.flatMap((answer) => answer.data ?? []).filter((list) => list.count > 0));
  // Until a list is there, nothing is said: « nothing waits » needs the word of every service.
  const isPending = lists.length === 0 && answers.some((answer) => answer.isPending);
  return (
    <Page title={t('title')} subtitle={t('subtitle')} focusTitle={false}>
      <ListFaces
        query={{
          isPending,
          error: everyOneFailed ? failures[0]?.error : null,
          data: answers.find((answer) => answer.data)?.data,
          refetch: () => answers.map((answer) => answer.refetch()),
        }}
        skeleton={<RowsSkeleton rows={5} height={56} />}
      >
        {failures.length > 0 && !everyOneFailed && (
          <Alert color="ambre" variant="light" role="status">
            {t('partial')}
          </Alert>
        )}
        {lists.length > 0 && <WorklistTable lists={lists} />}
        {lists.length === 0 && failures.length === 0 && <NothingWaits />}
      </ListFaces>
    </Page>
  );
}

function NothingWaits() {
  const t = useTexts();
  const session = useSession();
  return (
    <EmptyFace>
      <Text fw={600}>{t('empty.title')}</Text>
      <Text c="dimmed">{t('empty.text')}</Text>
      <Group>
        {hasRole(session, ...STATING) && (
          <Button renderRoot={(props) => <Link to={PATHS.newReferral} {...props} />}>
            {t('empty.state')}
          </Button>
        )}
        {hasRole(session, ...DIRECTORY_READERS) && (
          <Anchor component={Link} to={PATHS.directory}>
            {t('empty.directory')}
          </Anchor>
        )}
      </Group>
    </EmptyFace>
  );
}
