import { Container, Paper, Stack, Text } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PATHS } from '@/app/paths';
import { Page } from '@/ui/page';
import { RefusedBecause } from '@/ui/refused';
import { SignIn } from './sign-in';
import { useTexts } from './texts';

interface LoginPageProps {
  returnTo?: string;
  /** Token of the link received by mail. */
  mailToken?: string;
  /** Rule that refused at the identity provider or after it. */
  refusal?: string;
  /** Ways back that come before signing in. */
  before?: ReactNode;
}

export function LoginPage({ returnTo, mailToken, refusal, before }: LoginPageProps) {
  const t = useTexts();
  const problems = useTranslation('problems').t;
  const router = useRouter();
  return (
    <Container size={860} py={{ base: 'md', sm: 48 }} component="main">
      <Stack gap="lg">
        <Text fw={700} fz={28} c="petrole.8">
          Maillage
        </Text>
        <Paper withBorder p={{ base: 'sm', sm: 'lg' }}>
          <Page title={t('title')} subtitle={t('lead')}>
            {refusal && (
              <RefusedBecause>
                {problems(`rule.${refusal as 'oidc-account-unknown'}`, { defaultValue: t('oidcRefused') })}
              </RefusedBecause>
            )}
            {before}
            <SignIn
              returnTo={returnTo}
              mailToken={mailToken}
              onSignedIn={() => void router.navigate({ href: returnTo ?? PATHS.home, replace: true })}
            />
          </Page>
        </Paper>
      </Stack>
    </Container>
  );
}
