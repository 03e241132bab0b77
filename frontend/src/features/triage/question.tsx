import { Kbd, Stack, Text, Title } from '@mantine/core';
import { type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { useShortcuts } from '@/lib/shortcuts';
import type { ScriptQuestion } from './queries';
import classes from './triage.module.css';

/** Nobody has read the next question within this time. */
const A_GLANCE_MS = 500;

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
  const shownAt = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is another page, and is announced
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    shownAt.current = performance.now();
  }, [question.code]);
  /** The second click of a slow double click was for the question before; a key is never pressed by mistake for it. */
  const isMeant = (click: MouseEvent) =>
    click.detail === 0 || (click.detail === 1 && performance.now() - shownAt.current > A_GLANCE_MS);
  const keys = useMemo(
    () =>
      busy
        ? {}
        : Object.fromEntries(
            question.answers.map(({ code }, place) => [
              place + 1,
              // A key that is held down answers one question.
              (key: KeyboardEvent) => !key.repeat && onAnswer(code),
            ]),
          ),
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
              onClick={(click) => isMeant(click) && onAnswer(answer.code)}
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
