import { Anchor, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { COORDINATION, hasRole, useSession } from '@/api/session';
import type { Referral } from '@/api/types';
import { PATHS } from '@/app/paths';
import { useCodes } from '@/lib/i18n';
import { Reasons } from '@/ui/reasons';
import { useTexts } from './texts';

export function PriorityTab({ referral }: { referral: Referral }) {
  const t = useTexts();
  const codes = useCodes();
  const mayReadRules = hasRole(useSession(), 'director', ...COORDINATION);
  return (
    <Stack gap="sm" maw={760}>
      <Title order={2} size="h4">
        {t('explanation.title')} – {referral.priority_words}
      </Title>
      <Reasons reasons={referral.explanation} />
      {referral.expert_class && <Text size="sm">{t('expert', { class: referral.expert_class })}</Text>}
      {referral.decided_reason && (
        <Text size="sm">
          {t('explanation.decided', { reason: codes(`classReason.${referral.decided_reason}`) })}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {t('explanation.rule', { version: referral.priority_rule_version })}{' '}
        {mayReadRules && (
          <Anchor size="sm" renderRoot={(props) => <Link to={PATHS.rules} {...props} />}>
            {t('explanation.readRule')}
          </Anchor>
        )}
      </Text>
      <Text size="sm" c="dimmed">
        {t('explanation.note')}
      </Text>
    </Stack>
  );
}
