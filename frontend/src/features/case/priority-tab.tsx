import { Stack, Text, Title } from '@mantine/core';
import type { Referral } from '@/api/types';
import { Reasons } from '@/ui/reasons';
import { useTexts } from './texts';

export function PriorityTab({ referral }: { referral: Referral }) {
  const t = useTexts();
  return (
    <Stack gap="sm" maw={760}>
      <Title order={2} size="h4">
        {t('explanation.title')} – {referral.priority_words}
      </Title>
      <Reasons reasons={referral.explanation} />
      {referral.expert_class && <Text size="sm">{t('expert', { class: referral.expert_class })}</Text>}
      <Text size="sm" c="dimmed">
        {t('explanation.rule', { version: referral.priority_rule_version })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('explanation.note')}
      </Text>
    </Stack>
  );
}
