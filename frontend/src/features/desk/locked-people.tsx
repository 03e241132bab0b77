import { Button, Divider, Group, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { hour } from '@/lib/dates';
import { Refused } from '@/ui/refused';
import { CodeField, isCode } from './code-field';
import { deskQuery, useUnlock } from './queries';
import { useTexts } from './texts';

interface LockedPeopleProps {
  /** With the page where the person was. */
  onBack: (page: string | null) => void;
}

/** On the login page of a shared computer: whoever locked the screen comes back without signing in again. */
export function LockedPeople({ onBack }: LockedPeopleProps) {
  const t = useTexts();
  const people = useQuery(deskQuery).data?.people ?? [];
  const [chosen, choose] = useState<string | null>(null);
  const unlock = useUnlock(onBack);
  const only = people.length === 1 ? people[0]?.session_id : null;
  return (
    <>
      <Refused error={unlock.error} />
      {people.length > 0 && (
        <Stack gap="sm">
          <Title order={2} size="h4">
            {t('people.title')}
          </Title>
          <Text c="dimmed">{t('people.lead')}</Text>
          {people.map(({ session_id: id, name, locked_at: at }) =>
            id === (chosen ?? only) ? (
              <Code
                key={id}
                name={name}
                isBusy={unlock.isPending}
                onTyped={(code) => unlock.mutate({ sessionId: id, code })}
              />
            ) : (
              <Button
                key={id}
                variant="default"
                onClick={() => choose(id)}
                style={{ alignSelf: 'flex-start' }}
              >
                {name}
                <Text component="span" size="sm" c="dimmed" ml={8}>
                  {t('people.since', { time: hour(at) })}
                </Text>
              </Button>
            ),
          )}
          <Divider label={t('people.other')} mt="sm" />
        </Stack>
      )}
    </>
  );
}

interface CodeProps {
  name: string;
  isBusy: boolean;
  onTyped: (code: string) => void;
}

function Code({ name, isBusy, onTyped }: CodeProps) {
  const t = useTexts();
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (typed) => (isCode(typed) ? null : t('choose.missing')) },
  });
  function send({ code }: { code: string }) {
    form.reset();
    onTyped(code);
  }
  return (
    <form onSubmit={form.onSubmit(send)} noValidate>
      <Group align="flex-end" gap="xs">
        <CodeField label={t('people.code', { name })} autoFocus {...form.getInputProps('code')} />
        <Button type="submit" loading={isBusy}>
          {t('people.open')}
        </Button>
      </Group>
    </form>
  );
}
