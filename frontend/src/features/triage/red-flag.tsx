import { Alert, Button, Stack, Text, Title } from '@mantine/core';
import { IconPhoneCall, IconUrgent } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { HandOver } from './hand-over';
import { answerText } from './path';
import type { Triage } from './queries';
import { useTexts } from './texts';

/** Nothing else stands here: the 15, then the word that it was done. */
export function RedFlag({ triage }: { triage: Triage }) {
  const t = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const last = triage.path.at(-1);
  return (
    <Alert color="rouge" variant="light" icon={<IconUrgent aria-hidden />} role="alert">
      <Stack gap="md" align="flex-start">
        <Title order={2} ref={heading} tabIndex={-1}>
          {t('redFlag.title')}
        </Title>
        {last && <Text fw={700}>{answerText(last)}</Text>}
        <Text>{t('redFlag.text')}</Text>
        <Button
          component="a"
          href="tel:15"
          size="xl"
          color="rouge"
          leftSection={<IconPhoneCall aria-hidden />}
        >
          {t('redFlag.call')}
        </Button>
        <HandOver triage={triage} to="emergency" prominent />
        <Text size="sm">{t('redFlag.mistake')}</Text>
      </Stack>
    </Alert>
  );
}
