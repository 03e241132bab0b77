import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Session } from '@/api/types';
import { exact } from '@/lib/dates';
import { useShell } from './texts';

/** The head of whatever is printed: which CPTS, when, by whom. The numbers of the pages are the browser's. */
export function PaperHead({ session }: { session: Session }) {
  const t = useShell();
  const [at, setAt] = useState(() => new Date());
  useEffect(() => {
    const now = () => flushSync(() => setAt(new Date()));
    window.addEventListener('beforeprint', now);
    return () => window.removeEventListener('beforeprint', now);
  }, []);
  return (
    <Text className="print-only" size="sm" c="dimmed" mb="sm" aria-hidden>
      {t('printed', { cpts: session.cpts?.name ?? 'Maillage', when: exact(at), name: session.name })}
    </Text>
  );
}
