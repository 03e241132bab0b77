import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '@/api/session';
import type { Identity, Referral } from '@/api/types';
import { cptsQuery } from '@/directory/queries';
import { phone, phoneLink } from '@/lib/typography';
import { useTexts } from './texts';

/**
 * Asks the person to call back, from the coordinator's own telephone or mail: no server of ours keeps where a person
 * is written to, and the words say nothing of health (rules of the profession, section 4).
 */
export function Invitation({ referral, identity }: { referral: Referral; identity: Identity }) {
  const t = useTexts();
  const name = useSession().cpts?.name ?? '';
  const coordination = useQuery(cptsQuery).data?.coordination_phone;
  if (!identity.phone && !identity.email) return null;
  const number = referral.case_number;
  const text = coordination
    ? t('invite.text', { name, number, phone: phone(coordination) })
    : t('invite.textNoPhone', { name, number });
  const written = encodeURIComponent(text);
  const subject = encodeURIComponent(t('invite.subject', { number }));
  return (
    <Stack gap={6} component="section" aria-label={t('invite.title')}>
      <Text fw={600}>{t('invite.title')}</Text>
      <Text size="sm" c="dimmed">
        {t('invite.hint')}
      </Text>
      <Group gap="xs">
        {identity.phone && (
          <Button
            component="a"
            variant="default"
            href={`${phoneLink(identity.phone).replace('tel:', 'sms:')}?body=${written}`}
          >
            {t('invite.sms')}
          </Button>
        )}
        {identity.email && (
          <Button
            component="a"
            variant="default"
            href={`mailto:${identity.email}?subject=${subject}&body=${written}`}
          >
            {t('invite.mail')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
