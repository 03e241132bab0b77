import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { notifyDone } from '@/ui/notify';
import { faultOf } from './faults';
import { type Appeal, useReply } from './queries';
import { useTexts } from './texts';

/** Words, « Je m’en occupe », or both. */
export function ReplyForm({ appeal }: { appeal: Appeal }) {
  const t = useTexts();
  const reply = useReply(appeal.appeal_id);
  const [words, setWords] = useState('');
  const send = (takes: boolean) =>
    reply.mutate(
      { words: words.trim(), takes },
      {
        onSuccess: () => {
          setWords('');
          notifyDone(t('reply.done'));
        },
      },
    );
  return (
    <Stack gap="xs" className="no-print">
      <Textarea
        label={
          <>
            {t('reply.label')}
            <span className="vh"> – {appeal.subject}</span>
          </>
        }
        description={t('never')}
        value={words}
        maxLength={500}
        autosize
        minRows={1}
        error={faultOf(reply.error, 'words')}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button
          size="compact-md"
          variant="default"
          loading={reply.isPending}
          disabled={words.trim() === ''}
          onClick={() => send(false)}
        >
          {t('reply.send')}
          <span className="vh"> – {appeal.subject}</span>
        </Button>
        {appeal.may.includes('take') && (
          <Button size="compact-md" loading={reply.isPending} onClick={() => send(true)}>
            {t('reply.take')}
            <span className="vh"> – {appeal.subject}</span>
          </Button>
        )}
      </Group>
    </Stack>
  );
}
