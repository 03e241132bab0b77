import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { hasRole, TRIAGE, useSession } from '@/api/session';
import type { Referral } from '@/api/types';
import { PATHS } from '@/app/paths';
import { snpSearch } from '@/referral/snp-search';
import { Page } from '@/ui/page';
import { useTexts } from './texts';

export function StatedDone({ referral, onAnother }: { referral: Referral; onAnother: () => void }) {
  const t = useTexts();
  const session = useSession();
  const id = referral.referral_id;
  return (
    <Page title={t('done.title', { number: referral.case_number })} narrow>
      <Alert color="vert" variant="light" icon={<IconCircleCheck aria-hidden />} role="status">
        <Text>{t('done.text')}</Text>
        <Text fw={600}>{t('done.priority', { words: referral.priority_words })}</Text>
      </Alert>
      {referral.request_exists && (
        <Alert color="ambre" variant="light" role="status">
          {t('done.exists')}
        </Alert>
      )}
      <Group>
        {referral.kind === 'snp' ? (
          <Button renderRoot={(props) => <Link to={PATHS.snp} search={snpSearch(referral)} {...props} />}>
            {t('done.book')}
          </Button>
        ) : (
          <Button renderRoot={(props) => <Link to={PATHS.referral} params={{ id }} {...props} />}>
            {t('done.follow')}
          </Button>
        )}
        <Button variant="default" onClick={onAnother}>
          {t('done.another')}
        </Button>
        {referral.kind === 'snp' && hasRole(session, ...TRIAGE) && (
          <Button
            variant="default"
            renderRoot={(props) => <Link to={PATHS.triage} search={{ demande: id }} {...props} />}
          >
            {t('done.triage')}
          </Button>
        )}
        {referral.kind === 'snp' && (
          <Anchor renderRoot={(props) => <Link to={PATHS.referral} params={{ id }} {...props} />}>
            {t('done.follow')}
          </Anchor>
        )}
      </Group>
    </Page>
  );
}

export function RefusalDone({ onAnother }: { onAnother: () => void }) {
  const t = useTexts();
  return (
    <Page title={t('refused.title')} narrow>
      <Alert color="vert" variant="light" icon={<IconCircleCheck aria-hidden />} role="status">
        {t('refused.text')}
      </Alert>
      <Group>
        <Button onClick={onAnother}>{t('done.another')}</Button>
        <Anchor component={Link} to={PATHS.refusedConsents}>
          {t('refused.recontact')}
        </Anchor>
      </Group>
    </Page>
  );
}
