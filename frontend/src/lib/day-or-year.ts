import { tableDay } from './dates';

/** « 12/03/2024 », « 12 3 2024 », « 2024-03-12 » or « 2024 », as ISO 8601 writes them; undefined for anything else. */
export function readDayOrYear(typed: string): string | undefined {
  const text = typed.trim();
  if (/^\d{4}$/.test(text)) return text;
  const parts = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(text);
  const iso = parts ? `${parts[3]}-${parts[2]?.padStart(2, '0')}-${parts[1]?.padStart(2, '0')}` : text;
  const day = new Date(`${iso}T00:00:00Z`);
  const isReal = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) && iso.length === 10;
  return isReal ? iso : undefined;
}

/** « 12/03/2024 », or « 2024 » */
export const dayOrYear = (iso: string): string => (iso.length > 4 ? tableDay(iso) : iso);
