import type { ScriptQuestion, Triage, TriageStep } from './queries';

/** The words of the answer that was given. */
export const answerText = ({ question, answer }: TriageStep): string =>
  question.answers.find((one) => one.code === answer)?.text ?? answer;

/** The question on the page: the one that is being corrected, else the one that the script asks. */
export function questionOf(
  { asks, path, status }: Triage,
  corrected: string | null,
): ScriptQuestion | undefined {
  if (status === 'ended') return undefined;
  return path.find(({ question }) => question.code === corrected)?.question ?? asks ?? undefined;
}
