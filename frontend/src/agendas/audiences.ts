import { codeLabel } from '@/lib/i18n';

/** « la CPTS, le SAS et la régulation »: audiences inside a sentence. */
export const audiences = (codes: string[]) =>
  codes.map((one) => lowered(codeLabel('audience', one))).join(', ');

export const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
