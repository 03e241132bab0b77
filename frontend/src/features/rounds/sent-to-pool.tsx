import { Button, Group, List, Text } from '@mantine/core';
import { shortDayAndHour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import type { SentToPool as Sent } from './queries';
import { useTexts } from './texts';

interface SentToPoolProps {
  sent: Sent[];
  nameOf: (referral: string) => string;
  onNote: ((referral: string) => void) | null;
}

/** Requests that their triage sent to the pool, and for which no visit is noted yet: longest waiting first. */
export function SentToPool({ sent, nameOf, onNote }: SentToPoolProps) {
  const t = useTexts();
  return (
    <List listStyleType="none" spacing="xs">
      {sent.map((one) => (
        <List.Item key={one.referral_id}>
          <Group gap="xs">
            <Text fw={600}>{nameOf(one.referral_id)}</Text>
            <Text size="sm">
              {[
                one.triage_class && codeLabel('triageClass', one.triage_class),
                one.modality && codeLabel('modality', one.modality),
                t('sent.since', { when: shortDayAndHour(one.asked_at) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
            {onNote && (
              <Button size="compact-md" variant="default" onClick={() => onNote(one.referral_id)}>
                {t('note.open')}
                <span className="vh"> – {nameOf(one.referral_id)}</span>
              </Button>
            )}
          </Group>
        </List.Item>
      ))}
    </List>
  );
}
