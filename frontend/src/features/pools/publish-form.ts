import type { Audience, DaysToCover, Modality, PublishReplacement } from './queries';

interface WeekHours {
  weekdays: string[];
  from_time: string;
  to_time: string;
}

export interface PublishValues {
  professional_id: string | null;
  place_id: string | null;
  from_day: string;
  to_day: string;
  hours: WeekHours[];
  with_public_holidays: boolean;
  slot_minutes: number;
  modalities: Modality[];
  audience: Audience[];
  is_parallel: boolean;
}

const MONDAY_TO_FRIDAY = ['1', '2', '3', '4', '5'];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

export const firstValues = (own: string | null, day: string): PublishValues => ({
  professional_id: own,
  place_id: null,
  from_day: day,
  to_day: day,
  hours: [{ weekdays: MONDAY_TO_FRIDAY, from_time: '09:00', to_time: '12:00' }],
  with_public_holidays: false,
  slot_minutes: 15,
  modalities: ['AMB'],
  audience: ['own_patients'],
  is_parallel: false,
});

/** The afternoon of the days that were said first. */
export const moreHours = ({ hours }: PublishValues): WeekHours => ({
  weekdays: hours[0]?.weekdays ?? MONDAY_TO_FRIDAY,
  from_time: '14:00',
  to_time: '18:00',
});

export const isSeveral = ({ from_day, to_day }: PublishValues) => to_day > from_day;

export const isOrdered = ({ from_time, to_time }: WeekHours) => from_time !== '' && to_time > from_time;

/** Whether hours at this rank meet others of the same day. */
export function overlaps(values: PublishValues, rank: number): boolean {
  const one = values.hours[rank];
  if (!one) return false;
  return values.hours.some(
    (other, at) =>
      at !== rank &&
      one.from_time < other.to_time &&
      other.from_time < one.to_time &&
      (!isSeveral(values) || one.weekdays.some((day) => other.weekdays.includes(day))),
  );
}

/** What the period comes to, as soon as it is said; a single day is meant, whatever day it is. */
export function daysOf(values: PublishValues): DaysToCover | null {
  const { professional_id, from_day, to_day, hours } = values;
  const isSaid =
    from_day !== '' &&
    to_day >= from_day &&
    hours.every((one, rank) => isOrdered(one) && !overlaps(values, rank));
  const several = isSeveral(values);
  if (!professional_id || !isSaid || (several && hours.some((one) => one.weekdays.length === 0))) return null;
  return {
    professional_id,
    from_day,
    to_day,
    hours: hours.map((one) => ({ ...one, weekdays: several ? one.weekdays.map(Number) : EVERY_DAY })),
    with_public_holidays: !several || values.with_public_holidays,
  };
}

export function replacementOf(values: PublishValues): PublishReplacement | null {
  const days = daysOf(values);
  if (!days || !values.place_id) return null;
  const { place_id, slot_minutes, modalities, audience, is_parallel } = values;
  return { ...days, place_id, slot_minutes, modalities, audience, is_parallel };
}
