import { expect, it } from 'vitest';

const sources = Object.entries(
  import.meta.glob<string>(['/src/**/*.{ts,tsx}', '!/src/**/*.test.{ts,tsx}', '!/src/**/*.gen.ts'], {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
);
const files = import.meta.glob<Record<string, unknown>>('./fr/*.json', { eager: true, import: 'default' });
const nameOf = (path: string) => path.replace('./fr/', '').replace('.json', '');

const folder = (path: string) => path.slice(0, path.lastIndexOf('/'));
const imports = (text: string, specifier: string) => text.includes(`from '${specifier}'`);

/** The code that can say a sentence of this file: what imports it, or imports the hook made of it. */
function speakers(name: string): string {
  if (name === 'common') return joined(([, text]) => /useCommon|getFixedT\('fr', 'common'\)/.test(text));
  const hooks = sources
    .filter(([, text]) => imports(text, `@/locales/fr/${name}.json`))
    .map(([path]) => path);
  return joined(
    ([path, text]) =>
      hooks.includes(path) ||
      hooks.some((hook) => {
        const module = hook.replace(/\.tsx?$/, '');
        return (
          imports(text, module.replace('/src', '@')) ||
          (folder(path) === folder(hook) && imports(text, `./${module.slice(folder(hook).length + 1)}`))
        );
      }),
  );
}
const joined = (keep: (source: [string, string]) => boolean) =>
  sources
    .filter(keep)
    .map(([, text]) => text)
    .join('\n');

function* keys(node: unknown, path = ''): Generator<string> {
  if (!node || typeof node !== 'object' || Array.isArray(node)) yield path.replace(/_(one|other)$/, '');
  else for (const [key, value] of Object.entries(node)) yield* keys(value, path ? `${path}.${key}` : key);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** « list.to_qualify » is said by that very text, or by a template such as `list.${key}`. */
function said(code: string): (key: string) => boolean {
  const literals = new Set([...code.matchAll(/['"`]([\w.-]+)['"`]/g)].map((match) => match[1]));
  const templates = [...code.matchAll(/`([\w-]+\.[^`]*\$\{[^`]*)`/g)].map(
    (match) =>
      new RegExp(
        `^${(match[1] ?? '')
          .split(/\$\{[^}]*\}/)
          .map(escaped)
          .join('.+')}$`,
      ),
  );
  return (key) => literals.has(key) || templates.some((template) => template.test(key));
}

// `codes` are reference lists of the contracts, kept whole; `problems` are held to the contracts
// by their own test, as `forms` by that of `referral/short-form`.
const SENTENCES = Object.entries(files).filter(
  ([path]) => !['codes', 'problems', 'forms', 'answer-page'].includes(nameOf(path)),
);

// Their screens are being built; take a line away with the screen that says it.
const AWAITED: Record<string, string[]> = {
  case: ['participants.markRead', 'print.steps'],
  'my-offer': ['solicitations', 'weeklyCap', 'placesLeft', 'pausedUntil', 'pauseHint'],
};

it.each(SENTENCES)('says every sentence of %s somewhere', (path, content) => {
  const isSaid = said(speakers(nameOf(path)));
  const awaited = AWAITED[nameOf(path)] ?? [];
  expect([...new Set(keys(content))].filter((key) => !isSaid(key) && !awaited.includes(key))).toEqual([]);
});

it('uses every list of codes', () => {
  const code = joined(() => true);
  const lists = Object.keys(files['./fr/codes.json'] ?? {});
  const isUsed = (list: string) => new RegExp(`codes(Of)?\\.${list}\\b|'${list}'|\`${list}\\.`).test(code);
  expect(lists.filter((list) => !isUsed(list))).toEqual([]);
});

it('says every sentence of the answer page', () => {
  const code = joined(([path]) => path.startsWith('/src/answer-page/'));
  const words = Object.keys(files['./fr/answer-page.json'] ?? {});
  expect(words.filter((word) => !new RegExp(`words\\.${word}\\b|'${word}'`).test(code))).toEqual([]);
});
