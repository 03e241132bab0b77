import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { asProblem } from '@/api/problem';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { useReferralTexts } from './texts';

interface Reading {
  isPending: boolean;
  error: unknown;
  data?: unknown;
  refetch: () => unknown;
}

/** A bulletin is read on a click and never by chance: each reading is logged. `read` is drawn only after it. */
export function BulletinGate({ children }: { children: ReactNode }) {
  const t = useReferralTexts();
  const [isAsked, setAsked] = useState(false);
  if (isAsked) return children;
  return (
    <Stack gap="sm" align="flex-start" className="no-print">
      <Text>{t('bulletin.warn')}</Text>
      <Button leftSection={<IconLock size={18} aria-hidden />} onClick={() => setAsked(true)}>
        {t('bulletin.open')}
      </Button>
    </Stack>
  );
}

/** Nothing went wrong: the content was kept as long as it should, and no longer. */
export function Erased() {
  const t = useReferralTexts();
  return (
    <Alert color="ardoise" variant="outline" title={t('bulletin.erased')} role="status">
      {t('bulletin.erasedText')}
    </Alert>
  );
}

/** Faces of a bulletin: a refusal says what would open it, rather than an error. */
export function BulletinFaces({ query, children }: { query: Reading; children: ReactNode }) {
  const t = useReferralTexts();
  const problem = query.error ? asProblem(query.error) : null;
  if (problem?.rule === 'no-such-bulletin') return <EmptyFace>{t('bulletin.none')}</EmptyFace>;
  if (problem?.rule === 'bulletin-erased') return <Erased />;
  if (problem && (problem.status === 403 || problem.status === 404))
    return (
      <Alert
        color="ardoise"
        variant="outline"
        icon={<IconLock aria-hidden />}
        title={t('bulletin.closed')}
        role="status"
      >
        {t('bulletin.closedText')}
      </Alert>
    );
  return <ListFaces query={query}>{children}</ListFaces>;
}
