import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import codes from '@/locales/fr/codes.json';
import common from '@/locales/fr/common.json';
import problems from '@/locales/fr/problems.json';
import type { Texts } from '@/locales/texts';

export const i18n = i18next.createInstance();

i18n.use(initReactI18next).init({
  lng: 'fr',
  fallbackLng: 'fr',
  defaultNS: 'common',
  resources: { fr: { common, codes, problems } },
  interpolation: { escapeValue: false },
  initAsync: false,
});

/**
 * Registers the sentences of one feature and gives its typed hook: the JSON travels in the chunk of
 * the feature instead of the first route. `i18n.getFixedT` serves outside components.
 */
export function featureTexts<N extends keyof Texts>(namespace: N, sentences: Texts[N]) {
  i18n.addResourceBundle('fr', namespace, sentences);
  return () => useTranslation(namespace).t;
}

export const useCommon = () => useTranslation('common').t;
export const useCodes = () => useTranslation('codes').t;

/** A code's label, or the code itself when the reference list is newer than this build. */
export function codeLabel(group: keyof typeof codes, code: string): string {
  const labels: Record<string, string> = codes[group];
  return labels[code] ?? code;
}

/** The labels of one list of codes, as options of a field. */
export const optionsOf = <K extends string>(labels: Record<K, string>) =>
  (Object.entries(labels) as [K, string][]).map(([value, label]) => ({ value, label }));
