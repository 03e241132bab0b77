import { Button, Group, Text } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { Referral } from '@/api/types';
import { notifyRefusal } from '@/ui/notify';
import { useTexts } from './texts';

/** The name of the person on a click, for whoever may know it: each name given is logged by the service. */
export function PersonName({ referral }: { referral: Referral }) {
  const t = useTexts();
  const asking = useMutation({
    mutationFn: () =>
      body(api.POST('/api/referral/v1/names', { body: { referral_ids: [referral.referral_id] } })),
    onError: notifyRefusal,
  });
  if (!referral.placed_professional_id) return null;
  const person = asking.data?.names[0];
  return (
    <Group gap="xs" aria-live="polite">
      {person && (
        <Text fw={700} size="lg">
          {person.family_name.toUpperCase()} {person.given_name}
        </Text>
      )}
      {asking.data && !person && <Text>{t('personName.closed')}</Text>}
      {!asking.data && (
        <Button
          variant="default"
          leftSection={<IconUser size={18} aria-hidden />}
          loading={asking.isPending}
          onClick={() => asking.mutate()}
        >
          {t('personName.show')}
        </Button>
      )}
    </Group>
  );
}
