import { Alert, Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { exact } from '@/lib/dates';
import { ErrorSummary } from '@/ui/error-summary';
import { LeaveGuard } from '@/ui/leave-guard';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { AdoptDialog } from './adopt-dialog';
import { faultsOf } from './faults';
import { PreviewPanel } from './preview-panel';
import { type RuleSets, useDiscardDraft, useSaveDraft } from './queries';
import { RulesForm } from './rules-form';
import { useTexts } from './texts';

/** The one draft of the CPTS. It is looked at on the present queue once saved, and adopted by the director. */
export function DraftEditor({ sets, onLeave }: { sets: RuleSets; onLeave: () => void }) {
  const t = useTexts();
  const { draft } = sets;
  const [rules, setRules] = useState(draft?.rules ?? sets.in_force.rules);
  const [note, setNote] = useState(draft?.note ?? '');
  const [attempt, setAttempt] = useState(0);
  const [isAdopting, setAdopting] = useState(false);
  const save = useSaveDraft(draft);
  const discard = useDiscardDraft(draft);
  const isTouched = rules !== (draft?.rules ?? sets.in_force.rules) || note !== (draft?.note ?? '');
  const problem = save.error && asProblem(save.error);

  function keep() {
    setAttempt(attempt + 1);
    save.mutate(
      { rules, note },
      {
        onSuccess: () => {
          notifyDone(t('draft.saved'));
          onLeave();
        },
      },
    );
  }
  function drop() {
    if (!draft) return onLeave();
    discard.mutate(undefined, {
      onSuccess: () => {
        notifyDone(t('draft.discarded'));
        onLeave();
      },
      onError: notifyRefusal,
    });
  }
  return (
    <Stack gap="md" component="section" aria-labelledby="draft">
      <LeaveGuard
        when={sets.may_draft && isTouched && !save.isPending && !save.isSuccess}
        title={t('guard.title')}
        text={t('guard.text')}
        stay={t('guard.stay')}
        act={t('guard.act')}
      />
      <div>
        <Title order={2} size="h4" id="draft">
          {t('draft.title')}
        </Title>
        {draft && (
          <Text size="sm" c="dimmed">
            {t('draft.by', { name: draft.author_name, at: exact(draft.saved_at), version: draft.based_on })}
          </Text>
        )}
      </div>
      {problem && (
        <ErrorSummary faults={faultsOf(problem, t)} attempt={attempt} requestId={problem.requestId} />
      )}
      <RulesForm
        rules={rules}
        onChange={sets.may_draft ? setRules : undefined}
        proposed={sets.proposed_answers}
      />
      {sets.may_draft && (
        <Textarea
          id="rules-note"
          label={t('draft.note')}
          description={t('draft.noteHint')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
          maw={760}
        />
      )}
      {!sets.may_draft && draft && <Text>{draft.note}</Text>}
      {sets.may_draft && (
        <Group gap="xs">
          <Button loading={save.isPending} disabled={!isTouched || !note.trim()} onClick={keep}>
            {t('draft.save')}
          </Button>
          <Button variant="default" loading={discard.isPending} onClick={drop}>
            {t(draft ? 'draft.discard' : 'draft.leave')}
          </Button>
        </Group>
      )}
      {draft && isTouched && (
        <Alert role="status" color="ambre" variant="light">
          {t('draft.unsaved')}
        </Alert>
      )}
      {draft && !isTouched && (
        <>
          <PreviewPanel draft={draft} />
          {sets.may_adopt ? (
            <Button style={{ alignSelf: 'flex-start' }} onClick={() => setAdopting(true)}>
              {t('adopt.open')}
            </Button>
          ) : (
            <Text c="dimmed">{t('adopt.byDirector')}</Text>
          )}
        </>
      )}
      {isAdopting && draft && <AdoptDialog draft={draft} onClose={() => setAdopting(false)} />}
    </Stack>
  );
}
