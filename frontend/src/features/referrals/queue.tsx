import { Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { COORDINATION, hasRole, useSession } from '@/api/session';
import type { ReferralRow } from '@/api/types';
import { PATHS } from '@/app/paths';
import { useShortcuts } from '@/lib/shortcuts';
import { KeysetList } from '@/ui/keyset-list';
import { useIsPhone } from '@/ui/use-is-phone';
import { isFiltered, type QueueSearch } from './filters';
import { queueQuery } from './queries';
import { QueueCards } from './queue-cards';
import { QueueTable } from './queue-table';
import { useTexts } from './texts';

export function Queue({ search }: { search: QueueSearch }) {
  const t = useTexts();
  const query = useInfiniteQuery(queueQuery(search));
  return (
    <KeysetList
      query={query}
      empty={
        <>
          <Text fw={600}>{isFiltered(search) ? t('empty.filtered') : t('empty.all')}</Text>
          <Button variant="default" renderRoot={(props) => <Link to={PATHS.newReferral} {...props} />}>
            {t('empty.act')}
          </Button>
        </>
      }
    >
      {(rows) => <Rows rows={rows} />}
    </KeysetList>
  );
}

/** The first row has the focus on arrival; J and K move it, Enter opens (it is a link), a table or cards. */
function Rows({ rows }: { rows: ReferralRow[] }) {
  const t = useTexts();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const box = useRef<HTMLDivElement>(null);
  const links = () => [...(box.current?.querySelectorAll<HTMLAnchorElement>('a[data-row]') ?? [])];
  // biome-ignore lint/correctness/useExhaustiveDependencies: on arrival only; a later refresh never moves the focus
  useEffect(() => {
    links()[0]?.focus({ preventScroll: true });
  }, []);
  const keys = useMemo(() => {
    const move = (step: number) => () => {
      const all = [...(box.current?.querySelectorAll<HTMLAnchorElement>('a[data-row]') ?? [])];
      const at = all.indexOf(document.activeElement as HTMLAnchorElement);
      all[Math.min(Math.max(at + step, 0), all.length - 1)]?.focus();
    };
    return { j: move(1), k: move(-1) };
  }, []);
  useShortcuts(keys);
  const [first] = rows;
  const worksQueue = hasRole(useSession(), ...COORDINATION);
  return (
    <Stack gap="sm" ref={box}>
      <Group justify="space-between" className="no-print">
        <Text size="sm" c="dimmed" visibleFrom="sm">
          {t('keys')}
        </Text>
        {first && worksQueue && (
          <Button onClick={() => void navigate({ to: PATHS.referral, params: { id: first.referral_id } })}>
            {t('next')}
          </Button>
        )}
      </Group>
      {isPhone ? <QueueCards rows={rows} /> : <QueueTable rows={rows} />}
    </Stack>
  );
}
