import { Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCodes } from '@/lib/i18n';
import { Refused } from '@/ui/refused';
import classes from './demonstration-accounts.module.css';
import { demonstrationAccountsQuery, usePasswordLogin } from './queries';
import { useTexts } from './texts';

/** The people of the demonstration territory, each one click away. */
export function DemonstrationAccounts({ onSignedIn }: { onSignedIn: () => void }) {
  const t = useTexts();
  const codes = useCodes();
  const accounts = useQuery(demonstrationAccountsQuery);
  const login = usePasswordLogin(onSignedIn);
  if (!accounts.data?.length) return null;
  return (
    <Stack gap="xs" component="section" aria-labelledby="demo-accounts">
      <Title order={2} size="h4" id="demo-accounts">
        {t('demo.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('demo.lead')}
      </Text>
      <Refused error={login.error} />
      <ul className={classes.list}>
        {accounts.data.map((account) => (
          <li key={account.email}>
            <UnstyledButton
              className={classes.account}
              disabled={login.isPending}
              onClick={() => login.mutate({ email: account.email, password: account.password })}
            >
              <span>
                <b>{account.label || account.roles.map((role) => codes(`role.${role}`)).join(', ')}</b>
                <span className={classes.name}>{account.name}</span>
              </span>
              <IconLogin2 size={18} aria-hidden />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
