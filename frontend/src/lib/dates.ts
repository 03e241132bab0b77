import { NBSP } from './typography';

/** Where the CPTS lives that the session works for: at 9 h there, wherever the browser is. Paris until somebody is signed in. */
export const PARIS = 'Europe/Paris';
let zone = PARIS;
const DAY_MS = 86_400_000;

/** Told each time that a session is read, before anything of it is shown. */
export function liveIn(timeZone: string): void {
  zone = timeZone;
}

/** For texts in other languages than French. */
export const timeZone = (): string => zone;

function format(options: Intl.DateTimeFormatOptions, language = 'fr-FR') {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (at: Date, there = zone): string => {
    const known = made.get(there) ?? new Intl.DateTimeFormat(language, { timeZone: there, ...options });
    made.set(there, known);
    return known.format(at);
  };
}

/** The first of a month is an ordinal in French, which `Intl` forgets. */
const named = (days: ReturnType<typeof format>, when: When) =>
  days(instant(when), zoneOf(when)).replace(/(?<!\d)1(?= \p{L})/u, '1er');

const longDays = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const dayMonths = format({ weekday: 'long', day: 'numeric', month: 'long' });
const shortDays = format({ weekday: 'short', day: 'numeric', month: 'short' });
const tableDays = format({ day: '2-digit', month: '2-digit', year: 'numeric' });
const months = format({ month: 'short', year: 'numeric' });
const longMonths = format({ month: 'long', year: 'numeric' });
const clocks = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const isoDays = format({}, 'en-CA');

/** An instant (ISO with offset) or a plain date (YYYY-MM-DD), which is the same day in every zone. */
export type When = string | Date;

const PLAIN_DATE = /^\d{4}-\d\d-\d\d$/;
const isPlain = (when: When): boolean => typeof when === 'string' && PLAIN_DATE.test(when);
const zoneOf = (when: When): string => (isPlain(when) ? 'UTC' : zone);

function instant(when: When): Date {
  if (when instanceof Date) return when;
  return new Date(isPlain(when) ? `${when}T12:00:00Z` : when);
}

/** « lundi 23 novembre 2026 » */
export const longDay = (when: When): string => named(longDays, when);
/** « lundi 23 novembre » */
export const dayAndMonth = (when: When): string => named(dayMonths, when);
/** « lun. 23 nov. », in lists */
export const shortDay = (when: When): string => named(shortDays, when);
/** « 23/11/2026 », in tables */
export const tableDay = (when: When, there = zoneOf(when)): string => tableDays(instant(when), there);
/** « nov. 2026 », of a calendar month (YYYY-MM) */
export const monthAndYear = (month: string): string => months(instant(`${month}-15`));
/** « novembre 2026 », of a calendar month (YYYY-MM), for titles and print */
export const longMonth = (month: string): string => longMonths(instant(`${month}-15`));
/** « 09:30 », in grids */
export const clock = (when: When): string => clocks(instant(when));
/** « 2026-11-23 », the day where the CPTS lives, for the API */
export const isoDay = (when: When): string => isoDays(instant(when), zoneOf(when));

const TIME_OF_DAY = /^\d\d:\d\d/;

/** « 9 h 30 », « 18 h », in sentences; of an instant, or of a time of day (« 09:30 »). */
export function hour(when: When): string {
  const time = typeof when === 'string' && TIME_OF_DAY.test(when) ? when : clock(when);
  const [hours = '0', minutes = '00'] = time.split(':');
  const full = `${Number(hours)}${NBSP}h`;
  return minutes === '00' ? full : `${full}${NBSP}${minutes}`;
}

/** « lundi 23 novembre, 9 h 30 » */
export const dayAndHour = (when: When): string => `${dayAndMonth(when)}, ${hour(when)}`;
/** « lun. 23 nov., 9 h 30 », in lists */
export const shortDayAndHour = (when: When): string => `${shortDay(when)}, ${hour(when)}`;
/** « lun. 23 nov., 20 h »; an end at midnight is the evening before: « dim. 22 nov., minuit ». */
export function shortEnd(when: When): string {
  if (clock(when) !== '00:00') return shortDayAndHour(when);
  return `${shortDay(addDays(isoDay(when), -1))}, minuit`;
}
/** « lundi 23 novembre 2026, 9 h 30 », for titles and print */
export const exact = (when: When): string => `${longDay(when)}, ${hour(when)}`;

/** Whole calendar days from `now` to `when` where the CPTS lives; negative in the past. */
export function daysUntil(when: When, now: Date = new Date()): number {
  return Math.round((Date.parse(isoDay(when)) - Date.parse(isoDay(now))) / DAY_MS);
}

/** « Aujourd'hui », « Demain », « Dans 3 j », « En retard de 2 j ». */
export function delay(when: When, now: Date = new Date()): string {
  const days = daysUntil(when, now);
  if (days === 0) return instant(when) < now ? 'En retard' : 'Aujourd’hui';
  if (days === 1) return 'Demain';
  return days > 0 ? `Dans ${days}${NBSP}j` : `En retard de ${-days}${NBSP}j`;
}

/** « aujourd'hui », « hier », « il y a 12 j ». */
export function ago(when: When, now: Date = new Date()): string {
  const days = -daysUntil(when, now);
  if (days <= 0) return 'aujourd’hui';
  return days === 1 ? 'hier' : `il y a ${days}${NBSP}j`;
}

/** Days of the half-open week that contains `when`, Monday first, as YYYY-MM-DD. */
export function weekOf(when: When, days = 7): string[] {
  const noon = new Date(`${isoDay(when)}T12:00:00Z`);
  const monday = noon.getTime() - ((noon.getUTCDay() + 6) % 7) * DAY_MS;
  return Array.from({ length: days }, (_, index) =>
    new Date(monday + index * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Today, or Monday once the offices have closed for the weekend (Saturday noon): the day one books for. */
export function nextOpenDay(now: Date): string {
  const today = isoDay(now);
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay();
  if (weekday === 0) return addDays(today, 1);
  return weekday === 6 && clock(now) >= '12:00' ? addDays(today, 2) : today;
}

/** The day `count` days after `day` (YYYY-MM-DD). */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The instant of a clock time where the CPTS lives (« 2026-11-23 », « 09:30 ») as ISO in UTC, right on both sides of a change of hour. */
export function civilInstant(day: string, time: string): string {
  const guess = new Date(`${day}T${time}:00Z`);
  const shift = (at: Date) => Date.parse(`${isoDay(at)}T${clock(at)}:00Z`) - at.getTime();
  const first = new Date(guess.getTime() - shift(guess));
  return new Date(guess.getTime() - shift(first)).toISOString();
}

/** A day that exists, as it stands in an address: « 2026-13-45 » is none. */
export const isDay = (given: unknown): given is string =>
  typeof given === 'string' && /^\d{4}-\d\d-\d\d$/.test(given) && !Number.isNaN(Date.parse(given));

/** A calendar month as it stands in an address: YYYY-MM. */
export const isMonth = (given: unknown): given is string =>
  typeof given === 'string' && /^20\d\d-(0[1-9]|1[0-2])$/.test(given);

export const thisMonth = (now: Date = new Date()): string => isoDay(now).slice(0, 7);

/** The month so many months away. */
export function monthAway(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}
