import { Button, Divider, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ListFaces } from '@/ui/list-faces';
import { DemonstrationAccounts } from './demonstration-accounts';
import { MailLinkForm } from './mail-link-form';
import { PasswordForm } from './password-form';
import { demonstrationAccountsQuery, loginMethodsQuery } from './queries';
import { RedeemLink } from './redeem-link';
import { useTexts } from './texts';

interface SignInProps {
  onSignedIn: () => void;
  returnTo?: string;
  mailToken?: string;
}

/** The ways to sign in that this installation opens; the same on the page and over an expired session. */
export function SignIn({ onSignedIn, returnTo, mailToken }: SignInProps) {
  const t = useTexts();
  const methods = useQuery(loginMethodsQuery);
  // Read with the methods, so that nothing is pushed down when the accounts arrive.
  const accounts = useQuery({ ...demonstrationAccountsQuery, enabled: methods.data?.password ?? false });
  const back = returnTo ? `?return_to=${encodeURIComponent(returnTo)}` : '';
  if (mailToken) return <RedeemLink token={mailToken} onSignedIn={onSignedIn} />;
  return (
    <ListFaces query={{ ...methods, isPending: methods.isPending || accounts.isLoading }}>
      <Stack gap="lg">
        {methods.data?.oidc.map((provider) => (
          <Stack key={provider.key} gap={4}>
            <Button component="a" href={`${provider.href}${back}`} size="md">
              {t('psc', { name: provider.label })}
            </Button>
            <Text size="sm" c="dimmed">
              {t('pscHint')}
            </Text>
          </Stack>
        ))}
        {methods.data?.password && (
          <>
            <DemonstrationAccounts onSignedIn={onSignedIn} />
            <Divider />
            <PasswordForm onSignedIn={onSignedIn} />
          </>
        )}
        {methods.data?.password && methods.data.email_link && <Divider />}
        {methods.data?.email_link && <MailLinkForm isDemonstration={methods.data.password} />}
        {methods.data && !methods.data.password && !methods.data.email_link && !methods.data.oidc.length && (
          <Text>{t('none')}</Text>
        )}
      </Stack>
    </ListFaces>
  );
}
