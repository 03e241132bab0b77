import { Alert, Button, Group } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { Page } from '@/ui/page';
import { useTexts } from './texts';

/** What comes next, so that the loop does not stop at the choice. */
export function Placed({ id, name, number }: { id: string; name: string; number: string }) {
  const t = useTexts();
  return (
    <Page title={`${t('next.title')} – ${number}`} narrow>
      <Alert color="vert" variant="light" icon={<IconCircleCheck aria-hidden />} role="status">
        {t('next.text', { name })}
      </Alert>
      <Group>
        <Button renderRoot={(props) => <Link to={PATHS.snp} search={{ demande: id } as never} {...props} />}>
          {t('next.book')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => <Link to={PATHS.referral} params={{ id }} {...props} />}
        >
          {t('next.case')}
        </Button>
      </Group>
    </Page>
  );
}
