import type { components } from '@/api/directory.gen';
import { hour } from '@/lib/dates';

type S = components['schemas'];
export type Span = S['Span'];
export type WeekSpan = S['WeekSpan'];
export type DatedHours = S['DatedHours'];
export interface Calendar {
  hours?: WeekSpan[];
  holiday_hours?: Span[];
  dated_hours?: DatedHours[];
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

const inOrder = (spans: Span[]): Span[] =>
  [...spans].sort((one, other) => one.from_time.localeCompare(other.from_time));

/** « 08:00–12:00, 14:00–20:00 », as it is typed. */
export const typedSpans = (spans: Span[]): string =>
  inOrder(spans)
    .map((one) => `${one.from_time}–${one.to_time}`)
    .join(', ');

/** « 8 h – 12 h, 14 h – 20 h », as it is read. */
export const spansText = (spans: Span[]): string =>
  inOrder(spans)
    .map((one) => `${hour(one.from_time)} – ${hour(one.to_time)}`)
    .join(', ');

const ALL_DAY = spansText([{ from_time: '00:00', to_time: '24:00' }]);

export interface HoursLine {
  first: number;
  last: number;
  text: string;
}

/** Weekdays that follow each other with the same hours are one line; closed ones are none. */
export function weekLines(hours: WeekSpan[]): HoursLine[] {
  const lines: HoursLine[] = [];
  for (const day of WEEKDAYS) {
    const text = spansText(hours.filter((one) => one.weekday === day));
    const before = lines.at(-1);
    if (before && before.text === text && before.last === day - 1) before.last = day;
    else if (text) lines.push({ first: day, last: day, text });
  }
  return lines;
}

export const isAlways = ({ hours = [], holiday_hours = [] }: Calendar): boolean => {
  const [line, ...others] = weekLines(hours);
  return (
    others.length === 0 && line?.text === ALL_DAY && line.last === 7 && spansText(holiday_hours) === ALL_DAY
  );
};

const SPAN = /^(\d{1,2})(?:[h:](\d{2})?)?\s*(?:[-–àa]|\s)\s*(\d{1,2})(?:[h:](\d{2})?)?$/;

/** What somebody typed for one day: « 8h-12h, 14:00-20:00 ». Null when it is no hours. */
export function readSpans(typed: string): Span[] | null {
  const spans = typed
    .split(/[,;]/)
    .map((one) => one.trim().toLowerCase())
    .filter(Boolean)
    .map((one) => {
      const [, fromHour, fromMinute = '00', toHour, toMinute = '00'] = SPAN.exec(one) ?? [];
      if (!fromHour || !toHour || Number(fromHour) > 23 || Number(toHour) > 24) return null;
      const span = {
        from_time: `${fromHour.padStart(2, '0')}:${fromMinute}`,
        to_time: `${toHour.padStart(2, '0')}:${toMinute}`,
      };
      return span.from_time < span.to_time && span.to_time <= '24:00' ? span : null;
    });
  return spans.some((one) => one === null) ? null : (spans as Span[]);
}
