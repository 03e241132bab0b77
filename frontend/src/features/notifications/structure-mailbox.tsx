import { Button, Group, Paper, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { asProblem } from '@/api/problem';
import { tableDay } from '@/lib/dates';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone } from '@/ui/notify';
import { Refused, RefusedBecause } from '@/ui/refused';
import { Section } from '@/ui/section';
import {
  type StructureMailbox as Mailbox,
  structureMailboxQuery,
  useConfirmMailbox,
  useMute,
  useNameMailbox,
} from './queries';
import { useTexts } from './texts';

/** Where the whole structure is told, confirmed by a link sent there; and whether one sees its colleagues' news. */
export function StructureMailbox({ link }: { link?: string }) {
  const t = useTexts();
  const mailbox = useQuery(structureMailboxQuery);
  return (
    <Section title={t('structure.title')}>
      <ListFaces query={mailbox}>
        {mailbox.data && (
          <Stack gap="md">
            <Text>{t('structure.lead', { name: mailbox.data.structure_name ?? '' })}</Text>
            {link && <Confirm link={link} />}
            <State mailbox={mailbox.data} />
            <NameForm mailbox={mailbox.data} />
            <Mute muted={mailbox.data.muted} />
          </Stack>
        )}
      </ListFaces>
    </Section>
  );
}

function Confirm({ link }: { link: string }) {
  const t = useTexts();
  const confirm = useConfirmMailbox();
  if (confirm.isSuccess) return null;
  return (
    <Paper withBorder p="sm">
      <Stack gap="sm" align="flex-start">
        {confirm.error ? <Refused error={confirm.error} /> : <Text>{t('structure.confirmText')}</Text>}
        <Button
          loading={confirm.isPending}
          onClick={() => confirm.mutate(link, { onSuccess: () => notifyDone(t('structure.confirmed')) })}
        >
          {t('structure.confirm')}
        </Button>
      </Stack>
    </Paper>
  );
}

function State({ mailbox }: { mailbox: Mailbox }) {
  const t = useTexts();
  const { address, confirmed_at: at, asked_address: asked } = mailbox;
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <Text>
        {address
          ? t('structure.inForce', {
              address,
              day: at ? tableDay(at) : '',
              name: mailbox.confirmed_by_name ?? '',
            })
          : t('structure.none')}
      </Text>
      {asked && <Text>{t('structure.asked', { address: asked })}</Text>}
    </div>
  );
}

function NameForm({ mailbox }: { mailbox: Mailbox }) {
  const t = useTexts();
  const [typed, setTyped] = useState('');
  const save = useNameMailbox();
  const problem = save.error ? asProblem(save.error) : null;
  function send(address: string | null) {
    save.mutate(address, {
      onSuccess: () => {
        setTyped('');
        notifyDone(t(address ? 'structure.sent' : 'structure.removed'));
      },
    });
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    send(typed.trim());
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        {problem && (
          <RefusedBecause>{problem.status === 422 ? t('structure.faulty') : problem.sentence}</RefusedBecause>
        )}
        <Group align="flex-end" gap="xs">
          <TextInput
            type="email"
            autoComplete="off"
            label={t('structure.label')}
            description={t('structure.hint')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={save.isPending} disabled={typed.trim() === ''}>
            {t('structure.act')}
          </Button>
          {(mailbox.address ?? mailbox.asked_address) && (
            <Button variant="default" loading={save.isPending} onClick={() => send(null)}>
              {t('structure.remove')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function Mute({ muted }: { muted: boolean }) {
  const t = useTexts();
  const mute = useMute();
  return (
    <Switch
      label={t('structure.see')}
      description={t('structure.seeHint')}
      checked={!muted}
      disabled={mute.isPending}
      onChange={(event) =>
        mute.mutate(!event.currentTarget.checked, { onSuccess: () => notifyDone(t('saved')) })
      }
    />
  );
}
