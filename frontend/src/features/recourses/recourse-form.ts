import { tableDay } from '@/lib/dates';
import { type DatedHours, readSpans, typedSpans, WEEKDAYS } from '@/recourse/hours';
import type { DescribeRecourse, Recourse } from './queries';

/** What the form holds: hours as people write them. */
export type RecourseValues = ReturnType<typeof valuesOf>;

export function valuesOf(one?: Recourse) {
  return {
    kind: one?.kind ?? ('snp_centre' as Recourse['kind']),
    name: one?.name ?? '',
    finess: one?.finess ?? '',
    professional_phone: one?.professional_phone ?? '',
    public_phone: one?.public_phone ?? '',
    place_line: one?.place_line ?? '',
    rank: one?.rank ?? 50,
    modalities: one?.modalities ?? (['AMB'] as Recourse['modalities']),
    triage_classes: one?.triage_classes ?? [],
    profession_codes: one?.profession_codes ?? ['10'],
    min_age: one?.min_age ?? ('' as number | ''),
    max_age: one?.max_age ?? ('' as number | ''),
    communes: one?.communes ?? [],
    takes: one?.takes ?? '',
    week: WEEKDAYS.map((day) => typedSpans((one?.hours ?? []).filter((span) => span.weekday === day))),
    holidays: typedSpans(one?.holiday_hours ?? []),
    dated: (one?.dated_hours ?? []).map(datedLine).join('\n'),
    is_public: one?.is_public ?? false,
    is_active: one?.is_active ?? true,
  };
}

/** Which fields hold no hours; empty when all may be sent. */
export function wrongHours(values: RecourseValues): string[] {
  const days = values.week.flatMap((typed, at) => (readSpans(typed) ? [] : [`week.${at}`]));
  return [
    ...days,
    ...(readSpans(values.holidays) ? [] : ['holidays']),
    ...(readDated(values.dated) ? [] : ['dated']),
  ];
}

export function described(values: RecourseValues): DescribeRecourse {
  const { week, holidays, dated, ...said } = values;
  const age = (value: number | '') => (value === '' ? null : value);
  return {
    ...said,
    name: said.name.trim(),
    finess: said.finess.trim() || null,
    professional_phone: said.professional_phone.trim() || null,
    public_phone: said.public_phone.trim() || null,
    place_line: said.place_line.trim() || null,
    min_age: age(said.min_age),
    max_age: age(said.max_age),
    hours: week.flatMap((typed, at) =>
      (readSpans(typed) ?? []).map((span) => ({ ...span, weekday: at + 1 })),
    ),
    holiday_hours: readSpans(holidays) ?? [],
    dated_hours: readDated(dated) ?? [],
  };
}

const DATED = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+(.+))?$/;

const datedLine = ({ on, from_time, to_time }: DatedHours): string =>
  from_time && to_time ? `${tableDay(on)} ${from_time}–${to_time}` : tableDay(on);

/** One day a line, with or without hours. Null when a line is neither. */
export function readDated(typed: string): DatedHours[] | null {
  const lines = typed.split('\n').map((line) => line.trim());
  const read = lines.filter(Boolean).map((line): DatedHours[] | null => {
    const [, day, month, year, hours] = DATED.exec(line) ?? [];
    const on = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
    if (!year || Number.isNaN(Date.parse(on))) return null;
    const spans = hours ? readSpans(hours) : [];
    if (!spans) return null;
    return spans.length > 0
      ? spans.map((span) => ({ on, ...span }))
      : [{ on, from_time: null, to_time: null }];
  });
  return read.some((one) => one === null) ? null : read.flatMap((one) => one ?? []);
}
