import { Alert, Anchor } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { api, body } from '@/api/client';
import { LIVE } from '@/api/query-client';
import { BOOKING, hasRole } from '@/api/session';
import type { Session } from '@/api/types';
import { PATHS } from '@/app/paths';
import { dayAndHour } from '@/lib/dates';
import { navItems } from './nav-items';
import { useShell } from './texts';

const modeQuery = queryOptions({
  queryKey: ['scheduling', 'epidemic-mode'],
  staleTime: LIVE,
  queryFn: () => body(api.GET('/api/scheduling/v1/epidemic-mode')),
});

/** Whoever searches the agenda is told on every other page that more is open than usual. */
export function EpidemicBanner({ session }: { session: Session }) {
  const t = useShell();
  const { data } = useQuery({ ...modeQuery, enabled: hasRole(session, ...BOOKING) });
  const isThere = useLocation().pathname === PATHS.crisis;
  const on = data?.switch;
  if (!on || isThere) return null;
  const readsPlans = navItems(session).some((item) => item.key === 'crisis');
  return (
    <Alert color="rouge" variant="light" mb="sm" role="status" className="no-print">
      {t('epidemic.on', { title: on.title, when: dayAndHour(on.on_at) })}{' '}
      {readsPlans && (
        <Anchor component={Link} to={PATHS.crisis}>
          {t('epidemic.see')}
        </Anchor>
      )}
    </Alert>
  );
}
