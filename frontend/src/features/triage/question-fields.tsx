import { Button, Fieldset, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import codes from '@/locales/fr/codes.json';
import { Disclosure } from '@/ui/disclosure';
import { addAnswer, lead, leadOf } from './edit-script';
import type { ScriptQuestion } from './queries';
import type { ScriptAnswer, TriageScript } from './script-queries';
import { useTexts } from './texts';

interface QuestionFieldsProps {
  script: TriageScript;
  place: number;
  onChange: (question: ScriptQuestion) => void;
  onRemove: () => void;
}

/** One question of the draft; folded until it is worked on. */
export function QuestionFields({ script, place, onChange, onRemove }: QuestionFieldsProps) {
  const t = useTexts();
  const question = script.questions[place];
  if (!question) return null;
  const change = (rank: number, answer: ScriptAnswer) =>
    onChange({ ...question, answers: question.answers.map((one, at) => (at === rank ? answer : one)) });
  return (
    <Disclosure summary={`${place + 1}. ${question.text}`}>
      <Stack gap="sm">
        <TextInput
          label={t('draft.text')}
          value={question.text}
          maxLength={300}
          onChange={(event) => onChange({ ...question, text: event.currentTarget.value })}
        />
        <Textarea
          label={t('draft.help')}
          autosize
          value={question.help ?? ''}
          maxLength={600}
          onChange={(event) => onChange({ ...question, help: event.currentTarget.value || null })}
        />
        {question.answers.map((answer, rank) => (
          <AnswerFields
            key={answer.code}
            script={script}
            answer={answer}
            legend={t('draft.answer', { number: rank + 1 })}
            onChange={(changed) => change(rank, changed)}
            onRemove={
              question.answers.length > 2
                ? () => onChange({ ...question, answers: question.answers.filter((one) => one !== answer) })
                : undefined
            }
          />
        ))}
        <Group gap="sm">
          {question.answers.length < 9 && (
            <Button variant="default" onClick={() => onChange(addAnswer(question))}>
              {t('draft.addAnswer')}
            </Button>
          )}
          <Button variant="subtle" color="rouge" onClick={onRemove}>
            {t('draft.removeQuestion')}
          </Button>
        </Group>
      </Stack>
    </Disclosure>
  );
}

interface AnswerFieldsProps {
  script: TriageScript;
  answer: ScriptAnswer;
  legend: string;
  onChange: (answer: ScriptAnswer) => void;
  onRemove?: () => void;
}

const ENDS = ['emergency', 'snp', 'not_snp'] as const;
const SAID = [
  ['triage_class', codes.triageClass],
  ['profession_code', codes.profession],
  ['modality', codes.modality],
] as const;

function AnswerFields({ script, answer, legend, onChange, onRemove }: AnswerFieldsProps) {
  const t = useTexts();
  return (
    <Fieldset legend={legend}>
      <Group gap="sm" align="flex-end">
        <TextInput
          style={{ flex: '2 1 260px' }}
          label={t('draft.text')}
          value={answer.text}
          maxLength={200}
          onChange={(event) => onChange({ ...answer, text: event.currentTarget.value })}
        />
        <NativeSelect
          style={{ flex: '1 1 220px' }}
          label={t('draft.leads')}
          value={leadOf(answer)}
          data={[
            { value: '', label: '–' },
            ...ENDS.map((end) => ({ value: end, label: t(`ends.${end}`) })),
            ...script.questions.map(({ code, text }, place) => ({
              value: `question:${code}`,
              label: `${place + 1}. ${text}`,
            })),
          ]}
          onChange={(event) => onChange(lead(answer, event.currentTarget.value))}
        />
        {SAID.map(([name, labels]) => (
          <NativeSelect
            key={name}
            style={{ flex: '1 1 140px' }}
            label={t(`draft.${name}`)}
            value={answer[name] ?? ''}
            data={[
              { value: '', label: '–' },
              ...Object.entries(labels).map(([value, label]) => ({ value, label })),
            ]}
            onChange={(event) => onChange({ ...answer, [name]: event.currentTarget.value || null })}
          />
        ))}
        {onRemove && (
          <Button variant="subtle" color="rouge" onClick={onRemove}>
            {t('draft.remove')}
            <span className="vh"> {answer.text}</span>
          </Button>
        )}
      </Group>
    </Fieldset>
  );
}
