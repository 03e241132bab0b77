import { Badge, Text } from '@mantine/core';
import { tableDay } from '@/lib/dates';
import { codeLabel, useCodes } from '@/lib/i18n';
import type { UnpaidAct } from './queries';

const COLORS = {
  to_claim: 'ambre',
  claimed: 'bleu',
  paid: 'vert',
  refused: 'rouge',
  dropped: 'ardoise',
} as const;

/** Where it stands, since when, and why when it was refused or given up. */
export function StateBadge({ act }: { act: UnpaidAct }) {
  const codes = useCodes();
  const group = act.state === 'dropped' ? 'unpaidActDrop' : 'unpaidActRefusal';
  return (
    <>
      <Badge variant="light" radius="sm" color={COLORS[act.state]}>
        {codes(`unpaidActState.${act.state}`)}
      </Badge>
      <Text size="sm" c="dimmed" component="span">
        {' '}
        {tableDay(act.state_at)}
        {act.reason_code && ` · ${codeLabel(group, act.reason_code)}`}
      </Text>
    </>
  );
}
