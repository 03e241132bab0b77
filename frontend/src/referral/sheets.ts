import { queryOptions } from '@tanstack/react-query';
import { timeZone } from '@/lib/dates';
import type french from '@/locales/sheets/fr.json';

/** What is handed to the person, in one language. A translation that nobody reviewed says so on paper. */
export type Sheet = Omit<typeof french, 'reviewed_by' | 'reviewed_on'> & {
  reviewed_by: string | null;
  reviewed_on: string | null;
};
export type SheetLanguage = keyof typeof LANGUAGES;

/** The languages of the sheets, each under its own name. One file of `locales/sheets` each. */
export const LANGUAGES = {
  en: 'English',
  ar: 'العربية',
  es: 'español',
  pt: 'português',
  tr: 'Türkçe',
  uk: 'українська',
} as const;

const files = import.meta.glob<Sheet>('/src/locales/sheets/*.json', { import: 'default' });

/** Texts of our own files: nothing of the person goes to any translator, and no language into an address. */
export const sheetQuery = (language: SheetLanguage | 'fr') =>
  queryOptions({
    queryKey: ['sheet', language],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => (files[`/src/locales/sheets/${language}.json`] as () => Promise<Sheet>)(),
  });

export const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');

/** A day and an hour in the words of that language, always where the CPTS lives. */
export const instantIn = (language: string, at: string): string =>
  new Intl.DateTimeFormat(language, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: timeZone(),
  }).format(new Date(at));
