import { Alert, Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, body } from '@/api/client';
import { asProblem } from '@/api/problem';
import { cptsQuery } from '@/directory/queries';
import { notifyDone } from '@/ui/notify';
import { useTexts } from './texts';

/** The telephone that professionals and persons are given to call the coordination. */
export function CoordinationPhone() {
  const t = useTexts();
  const queryClient = useQueryClient();
  const cpts = useQuery(cptsQuery);
  const [typed, setTyped] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: ({ phone, version }: { phone: string | null; version: number }) =>
      body(
        api.PUT('/api/directory/v1/cpts/current/coordination', {
          params: { header: { 'If-Match': `"${version}"` } },
          body: { phone },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: cptsQuery.queryKey }),
  });
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
