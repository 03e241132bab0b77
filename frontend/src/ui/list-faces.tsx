import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { asProblem } from '@/api/problem';
import { useCommon } from '@/lib/i18n';

interface ListFacesProps {
  query: { isPending: boolean; error: unknown; refetch: () => unknown };
  isEmpty?: boolean;
  /** Why it is empty and what to do next. */
  empty?: ReactNode;
  /** Drawn in the final shape; rows of 40 px when absent. */
  skeleton?: ReactNode;
  children: ReactNode;
}

/** The four faces of everything that is read: loading, empty, error, forbidden; then the content. */
export function ListFaces({ query, isEmpty, empty, skeleton, children }: ListFacesProps) {
  if (query.error) return <ReadFailure error={query.error} onRetry={() => query.refetch()} />;
  if (query.isPending) return <Waiting>{skeleton ?? <RowsSkeleton />}</Waiting>;
  if (isEmpty) return <EmptyFace>{empty}</EmptyFace>;
  return children;
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
  return (
    <Alert
      role="alert"
      variant="outline"
      color={isForbidden ? 'ardoise' : 'rouge'}
      icon={isForbidden ? <IconLock aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={isForbidden ? t('errors.forbidden') : t('errors.failed')}
    >
      <Stack gap="xs" align="flex-start">
        <Text>{problem.sentence}</Text>
        {problem.requestId && <Text size="sm">{t('errors.requestId', { id: problem.requestId })}</Text>}
        {onRetry && !isForbidden && (
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
