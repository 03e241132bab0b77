import { Anchor, Badge, Button, Group, Paper, Text } from '@mantine/core';
import type { Proposal } from '@/api/types';
import { shortDayAndHour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { phone, phoneLink } from '@/lib/typography';
import { useTexts } from './texts';

interface ProposalCardProps {
  proposal: Proposal;
  onChoose?: () => void;
  onDecline?: () => void;
}

export function ProposalCard({ proposal, onChoose, onDecline }: ProposalCardProps) {
  const t = useTexts();
  const where = [
    codeLabel('profession', proposal.profession),
    proposal.place,
    codeLabel('distanceBand', proposal.distance_band),
  ];
  return (
    <Paper withBorder p="sm" component="li">
      <Group justify="space-between" gap="sm">
        <div>
          <Group gap="xs">
            <Text fw={700}>{proposal.name}</Text>
            {proposal.state === 'chosen' && <Badge color="vert">{t('chosen')}</Badge>}
          </Group>
          <Text size="sm">{where.filter(Boolean).join(', ')}</Text>
          {proposal.condition && (
            <Text size="sm" fw={600} c="ambre.8">
              {t('condition', { words: codeLabel('condition', proposal.condition) })}
            </Text>
          )}
          <Text size="sm" c="dimmed">
            {t('answered', { day: shortDayAndHour(proposal.answered_at) })}
            {proposal.phone && (
              <>
                {' · '}
                <Anchor href={phoneLink(proposal.phone)}>{phone(proposal.phone)}</Anchor>
              </>
            )}
          </Text>
        </div>
        <Group gap="xs">
          {onChoose && <Button onClick={onChoose}>{t('choose', { name: proposal.name })}</Button>}
          {onDecline && (
            <Button variant="default" onClick={onDecline}>
              {t('decline')}
              <span className="vh"> – {proposal.name}</span>
            </Button>
          )}
        </Group>
      </Group>
    </Paper>
  );
}
