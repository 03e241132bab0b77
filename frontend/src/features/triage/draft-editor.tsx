import { Alert, Button, Group, List, NumberInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { notifyDone } from '@/ui/notify';
import { Refused } from '@/ui/refused';
import { Section } from '@/ui/section';
import { addQuestion, changeQuestion, removeQuestion } from './edit-script';
import { Preview } from './preview';
import { PublishDialog } from './publish-dialog';
import { QuestionFields } from './question-fields';
import { type ScriptVersions, useDiscardDraft, useSaveDraft } from './script-queries';
import { useTexts } from './texts';

interface DraftEditorProps {
  scripts: ScriptVersions;
  onLeave: () => void;
}

/** Half a script may be saved: what keeps it from being published is listed, fault by fault. */
export function DraftEditor({ scripts, onLeave }: DraftEditorProps) {
  const t = useTexts();
  const { draft } = scripts;
  const [script, setScript] = useState(draft?.script ?? scripts.in_force.script);
  const [note, setNote] = useState(draft?.note ?? '');
  const [dialog, setDialog] = useState<'preview' | 'publish' | null>(null);
  const save = useSaveDraft(draft);
  const isSaved = draft !== null && draft.script === script && draft.note === note;
  const isSound = isSaved && draft.faults.length === 0;
  return (
    <Section title={t('draft.title')}>
      <Stack gap="md">
        {draft && (
          <Text c="dimmed">{t('draft.saved', { name: draft.saved_by_name, version: draft.based_on })}</Text>
        )}
        {isSaved && draft.faults.length > 0 && (
          <Alert color="ambre" variant="light" role="status" title={t('draft.faults')}>
            <List size="sm">
              {draft.faults.map((fault) => (
                <List.Item key={`${fault.field}-${fault.rule}`}>
                  {placeOf(fault.field, t)}
                  {t(`fault.${fault.rule as 'targets_grow'}`, { defaultValue: fault.detail })}
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
        {script.questions.map((question, place) => (
          <QuestionFields
            key={question.code}
            script={script}
            place={place}
            onChange={(changed) => setScript(changeQuestion(script, place, changed))}
            onRemove={() => setScript(removeQuestion(script, place))}
          />
        ))}
        <Button variant="default" onClick={() => setScript(addQuestion(script))}>
          {t('draft.addQuestion')}
        </Button>
        <Parameters script={script} onChange={setScript} />
        <TextInput
          label={t('draft.note')}
          value={note}
          maxLength={300}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Refused error={save.error} />
        <Group gap="sm">
          <Button
            loading={save.isPending}
            onClick={() => save.mutate({ script, note }, { onSuccess: () => notifyDone(t('draft.done')) })}
          >
            {t('draft.save')}
          </Button>
          <Button variant="default" disabled={!isSound} onClick={() => setDialog('preview')}>
            {t('preview.open')}
          </Button>
          {scripts.may_publish && (
            <Button variant="default" disabled={!isSound} onClick={() => setDialog('publish')}>
              {t('publish.open')}
            </Button>
          )}
          {draft ? (
            <Discard scripts={scripts} onLeave={onLeave} />
          ) : (
            <Button variant="subtle" onClick={onLeave}>
              {t('draft.leave')}
            </Button>
          )}
        </Group>
        {draft && dialog === 'preview' && <Preview draft={draft} onClose={() => setDialog(null)} />}
        {draft && dialog === 'publish' && <PublishDialog draft={draft} onClose={() => setDialog(null)} />}
      </Stack>
    </Section>
  );
}

type Script = ScriptVersions['in_force']['script'];
const NO_TARGETS = { half_day: 6, hours_24: 24, hours_48: 48 };

function Parameters({ script, onChange }: { script: Script; onChange: (script: Script) => void }) {
  const t = useTexts();
  const { targets = NO_TARGETS, phones = { sas: '116 117' } } = script;
  return (
    <SimpleGrid cols={{ base: 1, sm: 3, md: 5 }}>
      {(['half_day', 'hours_24', 'hours_48'] as const).map((name) => (
        <NumberInput
          key={name}
          label={t(`draft.target.${name}`)}
          min={1}
          max={72}
          value={targets[name]}
          onChange={(value) => onChange({ ...script, targets: { ...targets, [name]: Number(value) } })}
        />
      ))}
      {(['sas', 'sos_medecins'] as const).map((name) => (
        <TextInput
          key={name}
          label={t(`draft.phone.${name}`)}
          value={phones[name] ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...script, phones: { ...phones, [name]: value || null } as typeof phones })
          }
        />
      ))}
    </SimpleGrid>
  );
}

function Discard({ scripts, onLeave }: DraftEditorProps) {
  const t = useTexts();
  // biome-ignore lint/style/noNonNullAssertion: shown beside a draft alone
  const discard = useDiscardDraft(scripts.draft!);
  return (
    <Button
      variant="subtle"
      color="rouge"
      loading={discard.isPending}
      onClick={() => discard.mutate(undefined, { onSuccess: onLeave })}
    >
      {t('draft.discard')}
    </Button>
  );
}

/** « Question 3 : » from `script.questions.2.answers.0`. */
function placeOf(field: string, t: ReturnType<typeof useTexts>): string {
  const place = /^script\.questions\.(\d+)/.exec(field)?.[1];
  return place ? `${t('draft.question', { number: Number(place) + 1 })} ` : '';
}
