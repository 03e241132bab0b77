import { FORMS } from '@/api/forms.gen';
import type { Kind, Need } from '@/api/types';
import words from '@/locales/fr/forms.json';

export type FormAnswer = string | string[];
export type FormAnswers = Record<string, FormAnswer>;

/** One question of a short form, as the service's table has it, with its French words. */
export interface Question {
  code: string;
  sheet: 'care' | 'social';
  asked: 'one' | 'some' | 'words' | 'day';
  label: string;
  options: { value: string; label: string }[];
}

interface Asked {
  readonly code: string;
  readonly sheet: 'care' | 'social';
  readonly asked: Question['asked'];
  readonly options: readonly string[];
  readonly needs: readonly string[];
}
interface Labels {
  label: string;
  options: Record<string, string>;
}

const LABELS: Record<string, Labels> = words;

/** What the short form of this kind asks of these needs, in the order of the table. */
export function questionsOf(kind: Kind, needs: readonly Need[]): Question[] {
  const asked: readonly Asked[] = FORMS[kind].questions;
  return asked
    .filter((one) => one.needs.length === 0 || one.needs.some((need) => needs.includes(need as Need)))
    .map(inFrench);
}

/** Those that one of the two bulletins seals. */
export const questionsIn = (sheet: Question['sheet'], kind: Kind, needs: readonly Need[]): Question[] =>
  questionsOf(kind, needs).filter((question) => question.sheet === sheet);

const inFrench = ({ code, sheet, asked, options }: Asked): Question => ({
  code,
  sheet,
  asked,
  label: LABELS[code]?.label ?? code,
  options: options.map((value) => ({ value, label: optionLabel(code, value) })),
});

/** A question by its code, whichever form asks it; undefined when this build is older than the answer. */
export function questionOf(code: string): Question | undefined {
  const all = Object.values(FORMS).flatMap((form): readonly Asked[] => form.questions);
  const found = all.find((one) => one.code === code);
  return found && inFrench(found);
}

/** The French word of an answer that is one of its options. */
export const optionLabel = (code: string, value: string): string => LABELS[code]?.options[value] ?? value;

/** Answers to questions that were asked and then vanished with their need are not sent. */
export function answersFor(kind: Kind, needs: readonly Need[], answers: FormAnswers): FormAnswers {
  const asked = questionsOf(kind, needs).map(({ code }) => [code, answers[code]] as const);
  return given(Object.fromEntries(asked));
}

/** Without the questions that nobody answered. */
export const given = (answers: Record<string, FormAnswer | undefined>): FormAnswers =>
  Object.fromEntries(
    Object.entries(answers).filter((one): one is [string, FormAnswer] => Boolean(one[1]?.length)),
  );
