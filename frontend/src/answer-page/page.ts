import type answerPage from '@/locales/fr/answer-page.json';

// No framework: 2 kB on a phone in a corridor instead of 200. Every text goes in by textContent.
type Child = Node | string | false | null | undefined;
export const words: typeof answerPage = JSON.parse(document.getElementById('words')?.textContent ?? '');
export const main = document.getElementById('main') as HTMLElement;

export function el(tag: string, className: string, ...children: Child[]): HTMLElement {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child): child is Node | string => Boolean(child)));
  return node;
}

export function button(label: string, className: string, act: () => unknown): HTMLElement {
  const node = el('button', className, label);
  node.onclick = act;
  return node;
}

export function show(title: string, ...children: Child[]): void {
  const heading = el('h1', '', title);
  heading.tabIndex = -1;
  main.replaceChildren(el('div', '', heading, ...children));
  heading.focus();
  document.title = `${title} – Maillage`;
}

export const fill = (sentence: string, value: string) => sentence.replace('{}', value);
export const label = (labels: Record<string, string>, code: string) => labels[code] ?? code;
export const age = (band: string) =>
  (words.age as Record<string, string>)[band] ?? fill(words.years, band.replace('-', '–'));

const part = (instant: string, timeZone: string, options: Intl.DateTimeFormatOptions) =>
  new Date(instant).toLocaleString('fr-FR', { timeZone, ...options });
export const dayOf = (instant: string, timeZone: string) =>
  part(instant, timeZone, { weekday: 'long', day: 'numeric', month: 'long' });

/** An instant where the CPTS lives that asks. */
export function when(instant: string, timeZone: string): string {
  const clock = part(instant, timeZone, { hour: 'numeric', minute: '2-digit' })
    .replace(/^0/, '')
    .replace(':', '\u00a0h\u00a0');
  return `${dayOf(instant, timeZone)}, ${clock.replace(/\u00a000$/, '')}`;
}
