import { Anchor, Button, Container, Text } from '@mantine/core';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { useCommon } from '@/lib/i18n';
import { ReadFailure } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { PATHS } from './paths';

export function NotFound() {
  const t = useCommon();
  return (
    <Container py="lg" component="main">
      <Page title={t('notFound.title')} narrow>
        <Text>{t('notFound.text')}</Text>
        <Anchor component={Link} to={PATHS.home}>
          {t('notFound.home')}
        </Anchor>
      </Page>
    </Container>
  );
}

export function Crashed({ error, reset }: ErrorComponentProps) {
  const t = useCommon();
  const router = useRouter();
  return (
    <Container py="lg" component="section">
      <Page title={t('crash.title')} narrow>
        <Text>{t('crash.text')}</Text>
        <ReadFailure error={error} />
        <Button
          style={{ alignSelf: 'flex-start' }}
          onClick={() => {
            reset();
            router.invalidate();
          }}
        >
          {t('actions.retry')}
        </Button>
      </Page>
    </Container>
  );
}
