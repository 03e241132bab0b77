import { Alert, Button, Group } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Proposal, Referral } from '@/api/types';
import { PATHS } from '@/app/paths';
import { Page } from '@/ui/page';
import { useTexts } from './texts';

interface PlacedProps {
  referral: Referral;
  chosen: Proposal;
}

/** What comes next, so that the loop does not stop at the choice. */
export function Placed({ referral, chosen }: PlacedProps) {
  const id = referral.referral_id;
  const t = useTexts();
  return (
    <Page title={`${t('next.title')} – ${referral.case_number}`} narrow>
      <Alert color="vert" variant="light" icon={<IconCircleCheck aria-hidden />} role="status">
        {t(referral.bulletin_sharing ? 'next.text' : 'next.textUnshared', { name: chosen.name })}
      </Alert>
      <Group>
        <Button
          renderRoot={(props) => (
            <Link to={PATHS.snp} search={{ demande: id, pro: chosen.professional_id }} {...props} />
          )}
        >
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
