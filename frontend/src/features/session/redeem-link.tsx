import { Anchor, Button, Code, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import type { TotpEnrolment } from '@/api/types';
import { RefusedBecause } from '@/ui/refused';
import { useRedeemLink } from './queries';
import { useTexts } from './texts';

/** Behind the link of a mail. Nothing is consumed before a click: mail scanners open links. */
export function RedeemLink({ token, onSignedIn }: { token: string; onSignedIn: () => void }) {
  const t = useTexts();
  const redeem = useRedeemLink(onSignedIn);
  const [enrolment, setEnrolment] = useState<TotpEnrolment | null>(null);
  const [needsCode, setNeedsCode] = useState(false);
  const form = useForm({
    initialValues: { totp: '' },
    validate: { totp: (value) => (!needsCode || /^\d{6}$/.test(value.trim()) ? null : t('missing.totp')) },
  });
  const problem = redeem.error ? asProblem(redeem.error) : null;

  function submit({ totp }: { totp: string }) {
    redeem.mutate(needsCode ? { token, totp: totp.trim() } : { token }, {
      onSuccess: (answer) => {
        if (!answer.enrolment) return;
        setEnrolment(answer.enrolment);
        setNeedsCode(true);
      },
      onError: (error) => {
        if (asProblem(error).rule === 'totp-required') setNeedsCode(true);
      },
    });
  }

  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {needsCode ? t(enrolment ? 'totp.enrolTitle' : 'totp.title') : t('link.title')}
        </Title>
        {problem && problem.rule !== 'totp-required' && <RefusedBecause>{problem.sentence}</RefusedBecause>}
        {!needsCode && <Text>{t('link.text')}</Text>}
        {enrolment && <Enrolment enrolment={enrolment} />}
        {needsCode && (
          <TextInput
            label={t('totp.label')}
            description={t('totp.hint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            w={220}
            data-autofocus
            {...form.getInputProps('totp')}
          />
        )}
        <Button type="submit" loading={redeem.isPending} style={{ alignSelf: 'flex-start' }}>
          {needsCode ? t('totp.submit') : t('link.continue')}
        </Button>
      </Stack>
    </form>
  );
}

function Enrolment({ enrolment }: { enrolment: TotpEnrolment }) {
  const t = useTexts();
  return (
    <Stack gap="xs" align="flex-start">
      <Text>{t('totp.enrol')}</Text>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(enrolment.qr_svg)}`}
        alt={t('totp.qr')}
        width={180}
        height={180}
      />
      <Text size="sm">
        {t('totp.key')} <Code fz="md">{enrolment.secret.match(/.{1,4}/g)?.join(' ')}</Code>
      </Text>
      <Anchor href={enrolment.uri}>{t('totp.open')}</Anchor>
    </Stack>
  );
}
