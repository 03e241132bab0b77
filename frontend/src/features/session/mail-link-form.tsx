import { Alert, Anchor, Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Refused } from '@/ui/refused';
import { useMailLink } from './queries';
import { useTexts } from './texts';

/** The answer is the same whether the account exists or not. */
export function MailLinkForm({ isDemonstration }: { isDemonstration: boolean }) {
  const t = useTexts();
  const link = useMailLink();
  const form = useForm({
    initialValues: { email: '' },
    validate: { email: (value) => (/^\S+@\S+$/.test(value) ? null : t('missing.email')) },
  });
  if (link.data) {
    return (
      <Alert color="petrole" variant="light" role="status" title={t('mail.sentTitle')}>
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{t('mail.sent', { email: form.values.email, minutes: link.data.minutes })}</Text>
          {isDemonstration && <Anchor href="/demo/courrier">{t('mail.readSink')}</Anchor>}
          <Button variant="default" onClick={link.reset}>
            {t('mail.again')}
          </Button>
        </Stack>
      </Alert>
    );
  }
  return (
    <form onSubmit={form.onSubmit(({ email }) => link.mutate(email))} noValidate>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('mail.title')}
        </Title>
        <Refused error={link.error} />
        <TextInput
          label={t('mail.email')}
          description={t('mail.emailExample')}
          type="email"
          autoComplete="email"
          {...form.getInputProps('email')}
        />
        <Button type="submit" variant="default" loading={link.isPending} style={{ alignSelf: 'flex-start' }}>
          {t('mail.send')}
        </Button>
      </Stack>
    </form>
  );
}
