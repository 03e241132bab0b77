import { expect, it } from 'vitest';
import { FORMS } from '@/api/forms.gen';
import type { Kind } from '@/api/types';
import words from '@/locales/fr/forms.json';
import { answersFor, questionsOf } from './short-form';

const labels: Record<string, { label: string; options: Record<string, string> }> = words;

it('has French words for every question and every option of the table, and for nothing else', () => {
  const asked = Object.values(FORMS).flatMap((form) => [...form.questions]);
  const codes = new Set<string>(asked.map((one) => one.code));
  expect(Object.keys(labels).filter((code) => !codes.has(code))).toEqual([]);
  for (const { code, options } of asked)
    for (const option of options) expect(labels[code]?.options[option], `${code}.${option}`).toBeTruthy();
});

it('asks one code the same way in every form, so that an answer reads alike', () => {
  const seen = new Map<string, string>();
  for (const form of Object.values(FORMS))
    for (const { code, asked, options } of form.questions) {
      const shape = JSON.stringify([asked, options]);
      expect(seen.get(code) ?? shape, code).toBe(shape);
      seen.set(code, shape);
    }
});

it('shows a question only for the needs that call for it', () => {
  const codes = (kind: Kind, need: Parameters<typeof questionsOf>[1]) =>
    questionsOf(kind, need).map((one) => one.code);
  expect(codes('social', ['interpreter'])).toContain('interpreter_by');
  expect(codes('social', ['housing'])).not.toContain('interpreter_by');
});

it('leaves out blank answers and those whose question vanished with its need', () => {
  const answers = { interpreter_by: 'phone', housing_state: 'street', rights_open: '' };
  expect(answersFor('social', ['housing', 'rights'], answers)).toEqual({ housing_state: 'street' });
});
