import { Button, Group, List, Stack, Text } from '@mantine/core';
import { exact, hour } from '@/lib/dates';
import { Disclosure } from '@/ui/disclosure';
import { Section } from '@/ui/section';
import { gone } from './gone';
import { answerText } from './path';
import type { Triage, TriageStep } from './queries';
import { useTexts } from './texts';
import classes from './triage.module.css';

/** What was answered so far; each answer may be corrected while the triage is open. */
export function PathTaken({
  path,
  onCorrect,
}: {
  path: TriageStep[];
  onCorrect?: (question: string) => void;
}) {
  const t = useTexts();
  if (path.length === 0) return null;
  return (
    <Section title={t('path.title')}>
      <ol className={classes.rows}>
        {path.map((step) => (
          <li key={step.question.code} className={classes.row}>
            <Stack gap={0}>
              <Text size="sm" c="dimmed">
                {step.question.text}
              </Text>
              <Text fw={600}>{answerText(step)}</Text>
            </Stack>
            {onCorrect && (
              <Button variant="subtle" size="compact-sm" onClick={() => onCorrect(step.question.code)}>
                {t('path.correct')}
                <span className="vh"> {step.question.text}</span>
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Who did what, at what time, under which version of the script. */
export function Trace({ acts, version }: { acts: Triage['acts']; version: string }) {
  const t = useTexts();
  return (
    <Disclosure summary={t('trace.title', { version })}>
      <List size="sm">
        {acts.map((act) => (
          <List.Item key={`${act.at}-${act.act}-${act.question_text}-${act.answer_text}`}>
            <Group gap={4}>
              <time dateTime={act.at} title={exact(act.at)}>
                {hour(act.at)}
              </time>
              <span>
                {act.disposition ? gone(t, act) : t(`trace.${act.act}`)}
                {act.question_text && ` ${act.question_text} ${act.answer_text}`}
                {`, ${act.author_name}`}
              </span>
            </Group>
          </List.Item>
        ))}
      </List>
    </Disclosure>
  );
}
