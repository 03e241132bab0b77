import { Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Refused } from '@/ui/refused';
import { usePasswordLogin } from './queries';
import { useTexts } from './texts';

/** Demonstration only: production has no password. */
export function PasswordForm({ onSignedIn }: { onSignedIn: () => void }) {
  const t = useTexts();
  const login = usePasswordLogin(onSignedIn);
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (/^\S+@\S+$/.test(value) ? null : t('missing.email')),
      password: (value) => (value ? null : t('missing.password')),
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => login.mutate(values))} noValidate>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('password.title')}
        </Title>
        <Refused error={login.error} />
        <TextInput
          label={t('password.email')}
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('password.password')}
          autoComplete="current-password"
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={login.isPending} style={{ alignSelf: 'flex-start' }}>
          {t('password.submit')}
        </Button>
      </Stack>
    </form>
  );
}
