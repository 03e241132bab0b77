import { asProblem, sentenceOf } from '@/api/problem';

/** What the service says of one field, in words. */
export function faultOf(error: unknown, field: string): string | undefined {
  if (!error) return undefined;
  const problem = asProblem(error);
  const fault = problem.fields.find((one) => one.field === field || one.field.startsWith(`${field}.`));
  return fault && (sentenceOf(fault.rule) ?? problem.sentence);
}
