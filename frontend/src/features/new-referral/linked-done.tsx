import { Alert, Button, Group, List, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { BundleStated } from '@/api/types';
import { PATHS } from '@/app/paths';
import { needLine } from '@/referral/person-line';
import { Page } from '@/ui/page';
import { useTexts } from './texts';

/** Several requests left at once: their numbers, and the page where they are followed together. */
export function LinkedDone({ stated, onAnother }: { stated: BundleStated; onAnother: () => void }) {
  const t = useTexts();
  const { referrals } = stated;
  const id = referrals[0]?.referral_id ?? '';
  return (
    <Page title={t('linked.title', { count: referrals.length })} narrow>
      <Alert color="vert" variant="light" icon={<IconCircleCheck aria-hidden />} role="status">
        <Text>{t('linked.text')}</Text>
        <List mt="xs">
          {referrals.map((one) => (
            <List.Item key={one.referral_id}>
              <b>{one.case_number}</b> – {needLine(one)}
            </List.Item>
          ))}
        </List>
      </Alert>
      {referrals.some((one) => one.request_exists) && (
        <Alert color="ambre" variant="light" role="status">
          {t('done.exists')}
        </Alert>
      )}
      <Group>
        <Button renderRoot={(props) => <Link to={PATHS.referral} params={{ id }} {...props} />}>
          {t('linked.follow')}
        </Button>
        <Button variant="default" onClick={onAnother}>
          {t('done.another')}
        </Button>
      </Group>
    </Page>
  );
}
