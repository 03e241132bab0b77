import { Badge, Button, Group, List, Paper, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { dayAndMonth, tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import type { Received } from '@/neighbours/queries';
import { useNeighbourTexts } from '@/neighbours/texts';
import { UrgencyChip } from '@/ui/urgency-chip';
import { AskedLine } from './asked-line';
import { RefuseDialog } from './refuse-dialog';
import { SolicitDialog } from './solicit-dialog';

const COLORS = {
  open: 'ambre',
  asked: 'ardoise',
  proposed: 'vert',
  chosen: 'vert',
  ended: 'ardoise',
} as const;

/** The stage-1 card as its neighbour opened it, and what was done for it here. */
export function ReceivedCard({ received }: { received: Received }) {
  const t = useNeighbourTexts();
  const codes = useCodes();
  const [dialog, setDialog] = useState<'solicit' | 'refuse' | null>(null);
  const { card, number } = received;
  const isAwaited = received.state === 'open' && received.asked.some((one) => one.state === 'asked');
  const state = isAwaited ? 'asked' : received.state;
  const sex = card.sex ? `, ${codes(`sex.${card.sex}`).toLowerCase()}` : '';
  const of = <span className="vh"> – {number}</span>;
  return (
    <Paper withBorder p="sm" component="li">
      <Group gap="xs">
        <Title order={2} size="h4">
          {t('received.number', { number })}
        </Title>
        <Badge variant="light" radius="sm" color={COLORS[state]}>
          {codes(`receivedState.${state}`)}
        </Badge>
        <UrgencyChip urgency={card.urgency} />
      </Group>
      <Text size="sm" c="dimmed">
        {t('received.from', { name: received.from_name, day: tableDay(received.opened_at) })}
      </Text>
      <Text fw={600} mt="xs">
        {codes(`kind.${received.kind}`)} · {codes(`ageBand.${card.age_band}`)}
        {sex}
      </Text>
      <Text>{card.place}</Text>
      <List>
        {card.need_codes.map((code) => (
          <List.Item key={code}>{codes(`need.${code}`)}</List.Item>
        ))}
        {card.constraints.map((code) => (
          <List.Item key={code}>{codes(`constraint.${code}`)}</List.Item>
        ))}
      </List>
      {card.starts_on && (
        <Text size="sm">
          {t('received.startsOn', {
            day: dayAndMonth(card.starts_on),
            half: t(`received.half.${card.starts_half ?? 'morning'}`),
          })}
        </Text>
      )}
      {received.asked.map((one) => (
        <AskedLine key={one.solicitation_id} received={received} asked={one} />
      ))}
      {received.state === 'proposed' && <Text size="sm">{t('received.proposed')}</Text>}
      {received.state === 'open' && (
        <Group gap="xs" mt="xs">
          <Button size="compact-md" onClick={() => setDialog('solicit')}>
            {t('received.solicit')}
            {of}
          </Button>
          <Button size="compact-md" variant="default" onClick={() => setDialog('refuse')}>
            {t('received.refuse')}
            {of}
          </Button>
        </Group>
      )}
      {dialog === 'solicit' && <SolicitDialog received={received} onClose={() => setDialog(null)} />}
      {dialog === 'refuse' && <RefuseDialog received={received} onClose={() => setDialog(null)} />}
    </Paper>
  );
}
