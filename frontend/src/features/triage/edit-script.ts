import type { ScriptQuestion } from './queries';
import type { ScriptAnswer, TriageScript } from './script-queries';

/** Where an answer leads, as one choice of a list: an end, or « question:code ». */
export const leadOf = ({ ends, asks }: ScriptAnswer): string => ends ?? (asks ? `question:${asks}` : '');

/** The 15 always names its red flag, and nothing else does. */
export function lead(answer: ScriptAnswer, to: string): ScriptAnswer {
  const asks = to.startsWith('question:') ? to.slice('question:'.length) : null;
  const ends = asks || !to ? null : (to as NonNullable<ScriptAnswer['ends']>);
  const flag = ends === 'emergency' ? (answer.red_flag ?? answer.code) : null;
  return { ...answer, asks, ends, red_flag: flag };
}

export const changeQuestion = (
  script: TriageScript,
  place: number,
  changed: ScriptQuestion,
): TriageScript => ({
  ...script,
  questions: script.questions.map((one, rank) => (rank === place ? changed : one)),
});

export const removeQuestion = (script: TriageScript, place: number): TriageScript => ({
  ...script,
  questions: script.questions.filter((_, rank) => rank !== place),
});

export function addQuestion(script: TriageScript): TriageScript {
  const code = freeCode(
    'question',
    script.questions.map((one) => one.code),
  );
  const answers = ['answer_1', 'answer_2'].map((one) => ({ code: one, text: '…' }));
  return { ...script, questions: [...script.questions, { code, text: '…', help: null, answers }] };
}

export function addAnswer(question: ScriptQuestion): ScriptQuestion {
  const code = freeCode(
    'answer',
    question.answers.map((one) => one.code),
  );
  return { ...question, answers: [...question.answers, { code, text: '…' }] };
}

/** Codes name answers for ever: they are made once, and no word of a question is in them. */
function freeCode(name: string, taken: string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${name}_${number}`)) number += 1;
  return `${name}_${number}`;
}
