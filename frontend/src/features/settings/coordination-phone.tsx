import { Alert, Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { asProblem } from '@/api/problem';
import { cptsQuery } from '@/directory/queries';
import { notifyDone } from '@/ui/notify';
import { useSetPhone } from './queries';
import { useTexts } from './texts';

/** The telephone that professionals and persons are given to call the coordination. */
export function CoordinationPhone() {
  const t = useTexts();
  const cpts = useQuery(cptsQuery);
  const [typed, setTyped] = useState<string | null>(null);
  const save = useSetPhone();
  if (!cpts.data) return null;
  const { version, coordination_phone: present } = cpts.data;
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(
      { phone: (typed ?? '').trim() || null, version },
      {
        onSuccess: () => {
          setTyped(null);
          notifyDone(t('coordination.done'));
        },
      },
    );
  }
  return (
    <form onSubmit={submit} noValidate className="no-print">
      {save.error && (
        <Alert role="alert" color="rouge" variant="outline" mb="xs">
          {asProblem(save.error).status === 422 ? t('coordination.faulty') : asProblem(save.error).sentence}
        </Alert>
      )}
      <Group align="flex-end" gap="xs">
        <TextInput
          type="tel"
          label={t('coordination.label')}
          description={t('coordination.hint')}
          value={typed ?? present ?? ''}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={save.isPending} disabled={typed === null}>
          {t('coordination.act')}
        </Button>
      </Group>
    </form>
  );
}
