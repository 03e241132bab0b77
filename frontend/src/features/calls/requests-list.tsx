import { Badge, Group, NavLink, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { TieBadge } from '@/bundle/tie-badge';
import { shortDayAndHour } from '@/lib/dates';
import { needLine } from '@/referral/person-line';
import type { ToCall } from './queries';
import { useTexts } from './texts';

export function RequestsList({ items, current }: { items: ToCall[]; current?: string }) {
  const t = useTexts();
  return (
    <nav aria-label={t('requests')}>
      {items.map((one) => (
        <NavLink
          key={one.referral_id}
          active={one.referral_id === current}
          aria-current={one.referral_id === current ? 'page' : undefined}
          renderRoot={(props) => <Link to={PATHS.calls} search={{ demande: one.referral_id }} {...props} />}
          label={
            <Group gap={6}>
              <b>{one.case_number}</b>
              <Badge variant="light" color={one.overdue ? 'rouge' : 'ardoise'}>
                P{one.priority_class}
              </Badge>
              <TieBadge tie={one.bundle} />
            </Group>
          }
          description={<About one={one} />}
        />
      ))}
    </nav>
  );
}

function About({ one }: { one: ToCall }) {
  const t = useTexts();
  return (
    <Text span size="sm" c="ardoise.8">
      {[needLine(one), one.place?.name].filter(Boolean).join(' · ')}
      <br />
      {t(`why.${one.why}`)}
      {one.calls > 0 && ` · ${t('calls', { count: one.calls })}`}
      {one.call_again_at && ` · ${t('againAt', { at: shortDayAndHour(one.call_again_at) })}`}
      {one.called_by.length > 0 && ` · ${t('calledBy', { names: one.called_by.join(', ') })}`}
    </Text>
  );
}
