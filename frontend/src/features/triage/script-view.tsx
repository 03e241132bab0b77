import { List, Stack, Text } from '@mantine/core';
import { codeLabel } from '@/lib/i18n';
import { Section } from '@/ui/section';
import type { ScriptAnswer, TriageScript } from './script-queries';
import { useTexts } from './texts';

/** The script on paper: each question with its answers, and where they lead. */
export function ScriptView({ script }: { script: TriageScript }) {
  const t = useTexts();
  const { targets, phones } = script;
  return (
    <Stack gap="lg">
      {script.questions.map((question, place) => (
        <Section key={question.code} title={`${place + 1}. ${question.text}`}>
          {question.help && <Text c="dimmed">{question.help}</Text>}
          <List type="ordered">
            {question.answers.map((answer) => (
              <List.Item key={answer.code}>
                {answer.text} → <Leads script={script} answer={answer} />
              </List.Item>
            ))}
          </List>
        </Section>
      ))}
      <Section title={t('scriptPage.targets')}>
        <Text>
          {t('scriptPage.hours', {
            half: targets?.half_day,
            day: targets?.hours_24,
            two: targets?.hours_48,
          })}
        </Text>
        <Text>{t('scriptPage.phones', { sas: phones?.sas, sos: phones?.sos_medecins ?? '–' })}</Text>
      </Section>
    </Stack>
  );
}

function Leads({ script, answer }: { script: TriageScript; answer: ScriptAnswer }) {
  const t = useTexts();
  const next = script.questions.findIndex((one) => one.code === answer.asks);
  const where = answer.ends ? t(`ends.${answer.ends}`) : t('ends.question', { number: next + 1 });
  const says = [
    answer.triage_class && codeLabel('triageClass', answer.triage_class),
    answer.profession_code && codeLabel('profession', answer.profession_code),
    answer.modality && codeLabel('modality', answer.modality),
  ].filter(Boolean);
  return (
    <Text component="span" fw={600} c={answer.red_flag ? 'rouge.7' : undefined}>
      {[where, ...says].join(' · ')}
    </Text>
  );
}
