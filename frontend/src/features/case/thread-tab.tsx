import { Badge, Button, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { components } from '@/api/referral.gen';
import { exact, shortDayAndHour } from '@/lib/dates';
import { BulletinFaces } from '@/referral/bulletin-frame';
import { notifyDone } from '@/ui/notify';
import { useTexts } from './texts';
import { threadQuery, useMarkRead, useWrite } from './thread-queries';

type Message = components['schemas']['MessageOut'];
const LONGEST = 2000;

/** Short messages between participants. They may speak of the person: opened by a click, like a bulletin. */
export function ThreadTab({ id }: { id: string }) {
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <Thread id={id} />;
  return (
    <Stack gap="sm" align="flex-start">
      <Text>{t('thread.warn')}</Text>
      <Button onClick={() => setOpen(true)}>{t('thread.open')}</Button>
    </Stack>
  );
}

function Thread({ id }: { id: string }) {
  const t = useTexts();
  const thread = useQuery(threadQuery(id));
  const messages = thread.data?.items;
  const { mutate: markRead } = useMarkRead(id);
  const newest = messages?.some((one) => one.is_new) ? messages.at(-1)?.message_id : undefined;
  useEffect(() => {
    if (newest) markRead(newest);
  }, [newest, markRead]);
  return (
    <BulletinFaces query={thread}>
      <Stack gap="md" maw={720}>
        {messages?.length === 0 && <Text>{t('thread.empty')}</Text>}
        <Stack gap="sm" component="ol" m={0} p={0} style={{ listStyle: 'none' }} aria-live="polite">
          {messages?.map((one) => (
            <MessageCard key={one.message_id} message={one} />
          ))}
        </Stack>
        <Write id={id} />
      </Stack>
    </BulletinFaces>
  );
}

function MessageCard({ message }: { message: Message }) {
  const t = useTexts();
  return (
    <Paper withBorder p="sm" component="li">
      <Group gap="xs">
        <Text fw={600}>{message.is_mine ? t('thread.mine') : message.author_name}</Text>
        <Text component="time" size="sm" c="dimmed" dateTime={message.sent_at} title={exact(message.sent_at)}>
          {shortDayAndHour(message.sent_at)}
        </Text>
        {message.is_new && <Badge variant="light">{t('thread.new')}</Badge>}
      </Group>
      <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{message.words}</Text>
      {message.read_by.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('thread.readBy', { names: message.read_by.join(', ') })}
        </Text>
      )}
    </Paper>
  );
}

function Write({ id }: { id: string }) {
  const t = useTexts();
  const write = useWrite(id);
  const [words, setWords] = useState('');
  const send = () =>
    write.mutate(words.trim(), {
      onSuccess: () => {
        setWords('');
        notifyDone(t('thread.sent'));
      },
    });
  return (
    <Stack gap="xs" align="flex-start">
      <Textarea
        w="100%"
        label={t('thread.label')}
        description={t('thread.hint')}
        value={words}
        maxLength={LONGEST}
        autosize
        minRows={3}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Button onClick={send} loading={write.isPending} disabled={words.trim() === ''}>
        {t('thread.send')}
      </Button>
    </Stack>
  );
}
