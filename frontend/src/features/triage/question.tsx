import { Kbd, Stack, Text, Title } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { useShortcuts } from '@/lib/shortcuts';
import type { ScriptQuestion } from './queries';
import classes from './triage.module.css';

interface QuestionProps {
  question: ScriptQuestion;
  /** The answer given before, when it is being corrected. */
  given?: string;
  busy?: boolean;
  onAnswer: (answer: string) => void;
}

/** One page of the script: large targets for the thumb, and the digits 1 to 9 for whoever holds a telephone. */
export function Question({ question, given, busy, onAnswer }: QuestionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is another page, and is announced
  useEffect(() => heading.current?.focus({ preventScroll: true }), [question.code]);
  const keys = useMemo(
    () =>
      busy
        ? {}
        : Object.fromEntries(question.answers.map(({ code }, place) => [place + 1, () => onAnswer(code)])),
    [question, busy, onAnswer],
  );
  useShortcuts(keys);
  return (
    <Stack gap="sm" component="section" aria-labelledby="question">
      <Title order={2} id="question" size="h3" ref={heading} tabIndex={-1}>
        {question.text}
      </Title>
      {question.help && <Text>{question.help}</Text>}
      <ol className={classes.answers}>
        {question.answers.map((answer, place) => (
          <li key={answer.code}>
            <button
              type="button"
              className={classes.answer}
              data-flag={answer.red_flag ? true : undefined}
              aria-pressed={given ? given === answer.code : undefined}
              disabled={busy}
              onClick={() => onAnswer(answer.code)}
            >
              <Kbd aria-hidden>{place + 1}</Kbd>
              <span>{answer.text}</span>
            </button>
          </li>
        ))}
      </ol>
    </Stack>
  );
}
