import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { asProblem } from '@/api/problem';
import { useCommon } from '@/lib/i18n';

interface ListFacesProps {
  query: { isPending: boolean; error: unknown; data?: unknown; refetch: () => unknown };
  isEmpty?: boolean;
  /** Why it is empty and what to do next. */
  empty?: ReactNode;
  /** Drawn in the final shape; rows of 40 px when absent. */
  skeleton?: ReactNode;
  children: ReactNode;
}

/**
 * The four faces of everything that is read: loading, empty, error, forbidden; then the content. What was read
 * stays when reading it again fails: a dialog or a form inside it is somebody's work.
 */
export function ListFaces({ query, isEmpty, empty, skeleton, children }: ListFacesProps) {
  const hasContent = query.data !== undefined && !isRefusal(query.error);
  if (query.error && !hasContent) return <ReadFailure error={query.error} onRetry={() => query.refetch()} />;
  if (query.isPending) return <Waiting>{skeleton ?? <RowsSkeleton />}</Waiting>;
  return (
    <>
      {query.error ? <NotFresh onRetry={() => query.refetch()} /> : null}
      {isEmpty ? <EmptyFace>{empty}</EmptyFace> : children}
    </>
  );
}

/** The server answered that this is closed to the reader, or gone: what was read before must leave the screen. */
function isRefusal(error: unknown): boolean {
  return error != null && [403, 404, 410].includes(asProblem(error).status);
}

/** Above a content that could not be read again. */
function NotFresh({ onRetry }: { onRetry: () => unknown }) {
  const t = useCommon();
  return (
    <Alert color="ambre" variant="light" role="status" className="no-print">
      <Group gap="sm">
        <Text size="sm">{t('states.notFresh')}</Text>
        <Button variant="default" size="compact-sm" onClick={() => onRetry()}>
          {t('actions.retry')}
        </Button>
      </Group>
    </Alert>
  );
}

export function EmptyFace({ children }: { children?: ReactNode }) {
  const t = useCommon();
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center" role="status">
      {children ?? <Text c="dimmed">{t('states.empty')}</Text>}
    </Stack>
  );
}

/** What failed or was refused, in a sentence, with the request id, and a retry. */
export function ReadFailure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useCommon();
  const problem = asProblem(error);
  const isForbidden = problem.status === 403;
  const isRefused = isForbidden || problem.status === 404;
  const title = isForbidden ? 'errors.forbidden' : isRefused ? 'errors.notFound' : 'errors.failed';
  return (
    <Alert
      role="alert"
      variant="outline"
      color={isRefused ? 'ardoise' : 'rouge'}
      icon={isRefused ? <IconLock aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={t(title)}
    >
      <Stack gap="xs" align="flex-start">
        <Text>{problem.sentence}</Text>
        {problem.requestId && <Text size="sm">{t('errors.requestId', { id: problem.requestId })}</Text>}
        {onRetry && !isRefused && (
          <Button variant="default" onClick={onRetry}>
            {t('actions.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** Nothing for 300 ms, so that a fast answer never flashes. */
function Waiting({ children }: { children: ReactNode }) {
  const t = useCommon();
  const [isShown, setShown] = useState(false);
  const { start, clear } = useTimeout(() => setShown(true), 300);
  useEffect(() => {
    start();
    return clear;
  }, [start, clear]);
  return (
    <div aria-busy="true">
      <span className="vh">{t('states.loading')}</span>
      {isShown && children}
    </div>
  );
}

export function RowsSkeleton({ rows = 6, height = 40 }: { rows?: number; height?: number }) {
  return (
    <Stack gap="xs">
      {Array.from({ length: rows }, (_, index) => index).map((row) => (
        <Skeleton key={row} height={height} />
      ))}
    </Stack>
  );
}
