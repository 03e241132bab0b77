import { expect, it } from 'vitest';

const files = import.meta.glob<Record<string, unknown>>('./fr/*.json', { eager: true, import: 'default' });

function* sentences(node: unknown, path: string): Generator<[string, string]> {
  if (typeof node === 'string') yield [path, node];
  else if (node && typeof node === 'object')
    for (const [key, value] of Object.entries(node)) yield* sentences(value, `${path}.${key}`);
}

const all = Object.entries(files).flatMap(([file, content]) => [...sentences(content, file)]);

function faults(sentence: string): string[] {
  const found: string[] = [];
  // `{{name}}` is filled later; its braces are not punctuation.
  const text = sentence.replace(/\{\{.*?\}\}/g, 'x');
  if (/(?<![\u202f;!?])[;!?]/.test(text)) found.push('U+202F before ; ! ?');
  if (/[^\u00a0\d]:(?!\/\/)/.test(text)) found.push('U+00A0 before :');
  if (/«(?!\u00a0)|(?<!\u00a0)»/.test(text)) found.push('U+00A0 inside « »');
  if (text.includes("'")) found.push('typographic apostrophe ’');
  if (/ {2}|^ | $/.test(text) && !text.startsWith(', ')) found.push('stray space');
  if (/\.\.\./.test(text)) found.push('… instead of ...');
  return found;
}

it('reads every sentence', () => expect(all.length).toBeGreaterThan(100));

it('respects French typographic spaces in every sentence', () => {
  const wrong = all.flatMap(([path, text]) => faults(text).map((fault) => `${path}: ${fault}: ${text}`));
  expect(wrong).toEqual([]);
});
