import { Badge, Button, Group, Paper, Text } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import type { Candidate } from '@/api/types';
import { ProfessionalLink } from '@/directory/professional-link';
import { codeLabel } from '@/lib/i18n';
import { decimal } from '@/lib/typography';
import { Reasons } from '@/ui/reasons';
import { useTexts } from './texts';

interface CandidateCardProps {
  candidate: Candidate;
  isChosen: boolean;
  onToggle?: () => void;
}

/** One professional: where, why, what speaks against, and his fair share in numbers. */
export function CandidateCard({ candidate, isChosen, onToggle }: CandidateCardProps) {
  const t = useTexts();
  const distance = codeLabel('distanceBand', candidate.distance_band);
  return (
    <Paper
      withBorder
      p="sm"
      component="li"
      style={isChosen ? { borderColor: '#0b5c68', borderWidth: 2 } : undefined}
    >
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Group gap="xs">
            <Text fw={700}>
              {candidate.rank}. <ProfessionalLink id={candidate.professional_id} name={candidate.name} />
            </Text>
            {candidate.usual_doctor && (
              <Badge variant="light" radius="sm">
                {t('usual')}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {candidate.place ? t('place', { place: candidate.place, distance }) : distance}
          </Text>
        </div>
        {onToggle && (
          <Button
            variant={isChosen ? 'filled' : 'default'}
            aria-pressed={isChosen}
            leftSection={isChosen ? <IconCheck size={16} aria-hidden /> : <IconPlus size={16} aria-hidden />}
            onClick={onToggle}
            style={{ flexShrink: 0 }}
          >
            {isChosen ? t('in') : t('add')}
            <span className="vh"> – {candidate.name}</span>
          </Button>
        )}
      </Group>
      <div style={{ marginTop: 8 }}>
        <Reasons reasons={candidate.reasons} />
      </div>
      <FairShare share={candidate.fair_share} />
    </Paper>
  );
}

function FairShare({ share }: { share: Candidate['fair_share'] }) {
  const t = useTexts();
  const gap = Math.abs(share.shortfall);
  const words = [
    t('share', { placements: share.placements, target: decimal(share.target) }),
    gap >= 0.05 && t(share.shortfall > 0 ? 'owed' : 'above', { gap: decimal(gap) }),
    share.in_hand > 0 && t('inHand', { count: share.in_hand }),
  ].filter(Boolean);
  return (
    <Text size="sm" c="dimmed" mt={6}>
      {words.join(', ')}
    </Text>
  );
}
