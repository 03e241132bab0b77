import type { Problem } from '@/api/problem';
import type { FieldFault } from '@/ui/error-summary';
import type { useTexts } from './texts';

/** Each broken rule in French, leading to its field; a rule newer than this build is said as it stands. */
export function faultsOf(problem: Problem, t: ReturnType<typeof useTexts>): FieldFault[] {
  if (problem.fields.length === 0) return [{ sentence: problem.sentence }];
  return problem.fields.map(({ field, rule, detail }) => {
    const path = field.replace(/^rules\./, '');
    const words = t(`fault.${rule}` as 'fault.delays_grow', { defaultValue: detail });
    return { fieldId: fieldId(path), sentence: `${placeOf(path)}${words}` };
  });
}

/** « P2 – » before what is said of one class. */
function placeOf(path: string): string {
  const place = /^classes\.(\d)/.exec(path)?.[1];
  return place === undefined ? '' : `P${Number(place) + 1} – `;
}

/** The `id` of a field of the form, from its path in the contract. */
export const fieldId = (path: string): string => `rules-${path.replaceAll('.', '-')}`;
