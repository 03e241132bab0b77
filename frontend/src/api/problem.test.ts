import { expect, it } from 'vitest';
import problems from '@/locales/fr/problems.json';
import { Problem } from './problem';

interface Contract {
  paths: Record<string, Record<string, { responses?: Record<string, { description?: string }> }>>;
}

const contracts = import.meta.glob<Contract>('../../../contracts/openapi/*.json', {
  eager: true,
  import: 'default',
});

/** The contract names the rules that may refuse in the description of each answer: « `slot-taken`: … ». */
function rulesOf(contract: Contract): string[] {
  const answers = Object.values(contract.paths)
    .flatMap((path) => Object.values(path))
    .flatMap((operation) => Object.entries(operation.responses ?? {}));
  return answers
    .filter(([status]) => Number(status) >= 400)
    .flatMap(([, answer]) => [...(answer.description ?? '').matchAll(/`([a-z0-9-]+)`/g)])
    .map(([, rule = '']) => rule);
}

const refusals = new Set(Object.values(contracts).flatMap(rulesOf));

it('reads the rules of every contract', () => {
  expect(Object.keys(contracts)).toHaveLength(4);
  expect(refusals).toContain('slot-taken');
  expect(refusals).toContain('bad-credentials');
});

it('leaves no refusal of the contracts without a French sentence', () => {
  const unsaid = [...refusals].filter((rule) => !(rule in problems.rule));
  expect(unsaid, 'add a sentence to src/locales/fr/problems.json').toEqual([]);
});

it('names the day that a refusal is about', () => {
  const refused = new Problem(409, { type: 'x/days-taken', day: '2026-11-25' });
  expect(refused.sentence).toBe(`${problems.rule['days-taken']} (mercredi 25 novembre)`);
});
