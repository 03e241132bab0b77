import { Alert, Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { useCommon } from '@/lib/i18n';
import { LeaveGuard } from '@/ui/leave-guard';
import { notifyDone } from '@/ui/notify';
import type { Words, WriteBulletin } from './bulletin-writing';
import { useTexts } from './texts';

interface BulletinEditorProps<K extends string> {
  fields: { key: K; label: string }[];
  /** As it stands at the server; a newer reading shows beside what is typed. */
  stored: Words<K>;
  write: WriteBulletin<K>;
  onReadAgain: () => void;
  onClose: () => void;
}

/** The words of a bulletin, written again by its author or the coordination; nothing typed is lost on a clash. */
export function BulletinEditor<K extends string>(props: BulletinEditorProps<K>) {
  const { fields, stored, write, onReadAgain, onClose } = props;
  const t = useTexts();
  const common = useCommon();
  const [base] = useState(stored);
  const [draft, setDraft] = useState(stored);
  const isDirty = fields.some(({ key }) => (draft[key] ?? '') !== (base[key] ?? ''));
  const problem = write.error ? asProblem(write.error) : null;
  const isClash = problem?.status === 412;
  const save = () =>
    write.mutate(draft, {
      onSuccess: () => {
        notifyDone(t('edit.done'));
        onClose();
      },
    });
  return (
    <Stack gap="sm" component="form" onSubmit={(event: React.FormEvent) => event.preventDefault()}>
      <LeaveGuard
        withinPage
        when={isDirty && !write.isSuccess}
        title={t('edit.leaveTitle')}
        text={t('edit.leaveText')}
        stay={t('edit.stay')}
        act={t('edit.leave')}
      />
      {problem && (
        <Alert role="alert" color="rouge" variant="outline">
          {isClash ? t('edit.clash') : problem.sentence}
          {isClash && (
            <Button variant="default" size="compact-md" mt="xs" onClick={onReadAgain}>
              {t('edit.readAgain')}
            </Button>
          )}
        </Alert>
      )}
      {fields.map(({ key, label }) => (
        <Textarea
          key={key}
          label={label}
          description={
            stored[key] !== base[key] ? t('edit.theirs', { words: stored[key] || '–' }) : undefined
          }
          autosize
          minRows={2}
          maxLength={2000}
          value={draft[key] ?? ''}
          onChange={(event) => setDraft({ ...draft, [key]: event.currentTarget.value || null })}
        />
      ))}
      <Group gap="xs">
        <Button loading={write.isPending} disabled={!isDirty} onClick={save}>
          {t('edit.act')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {common('actions.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
