import { Button, Group, SimpleGrid, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { useCommon } from '@/lib/i18n';
import { wordsOfAnswer } from '@/referral/answer-fields';
import { QuestionField } from '@/referral/question-field';
import { type FormAnswer, type FormAnswers, given, type Question } from '@/referral/short-form';
import { LeaveGuard } from '@/ui/leave-guard';
import { notifyDone } from '@/ui/notify';
import { RefusedBecause } from '@/ui/refused';
import type { Words, WriteBulletin } from './bulletin-writing';
import { useTexts } from './texts';

interface BulletinEditorProps<K extends string> {
  fields: { key: K; label: string }[];
  /** As it stands at the server; a newer reading shows beside what is typed. */
  stored: Words<K>;
  /** What the short form asked, of this bulletin. */
  questions: Question[];
  storedAnswers: FormAnswers;
  write: WriteBulletin<K>;
  onReadAgain: () => void;
  onClose: () => void;
}

/** The words of a bulletin, written again by its author or the coordination; nothing typed is lost on a clash. */
export function BulletinEditor<K extends string>(props: BulletinEditorProps<K>) {
  const { fields, stored, questions, storedAnswers, write, onReadAgain, onClose } = props;
  const t = useTexts();
  const common = useCommon();
  const [base] = useState(stored);
  const [draft, setDraft] = useState(stored);
  const [baseAnswers] = useState(storedAnswers);
  const [answers, setAnswers] = useState(storedAnswers);
  const isMended = questions.some(({ code }) => !isSameAnswer(answers[code], baseAnswers[code]));
  const isDirty = isMended || fields.some(({ key }) => (draft[key] ?? '') !== (base[key] ?? ''));
  const problem = write.error ? asProblem(write.error) : null;
  const isClash = problem?.status === 412;
  const save = () =>
    write.mutate(isMended ? { ...draft, answers: given(answers) } : draft, {
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
        <RefusedBecause>
          {isClash ? t('edit.clash') : problem.sentence}
          {isClash && (
            <Button variant="default" size="compact-md" mt="xs" onClick={onReadAgain}>
              {t('edit.readAgain')}
            </Button>
          )}
        </RefusedBecause>
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
      {questions.length > 0 && (
        <Stack gap="sm" component="section" aria-label={t('edit.answers')}>
          <Title order={3} size="h5">
            {t('edit.answers')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('edit.answersHint')}
          </Text>
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
            {questions.map((question) => (
              <div key={question.code}>
                <QuestionField
                  question={question}
                  answer={answers[question.code]}
                  onChange={(next) => setAnswers({ ...answers, [question.code]: next })}
                />
                {!isSameAnswer(storedAnswers[question.code], baseAnswers[question.code]) && (
                  <Text size="sm">
                    {t('edit.theirs', {
                      words: wordsOfAnswer(question, storedAnswers[question.code] ?? '') || '–',
                    })}
                  </Text>
                )}
              </div>
            ))}
          </SimpleGrid>
        </Stack>
      )}
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

const isSameAnswer = (one: FormAnswer | undefined, other: FormAnswer | undefined) =>
  [one ?? []].flat().filter(Boolean).sort().join() === [other ?? []].flat().filter(Boolean).sort().join();
