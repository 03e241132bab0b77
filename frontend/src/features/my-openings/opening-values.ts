import { isoDay } from '@/lib/dates';
import type { ChangeOpenings, Opening, PublishOpening } from './queries';

/** What the form of an opening holds. */
export type OpeningValues = ReturnType<typeof valuesOf>;

/** An opening as its form starts; a new one leaves nothing of the house by default. */
export function valuesOf(opening?: Opening) {
  return {
    kind: (opening?.kind ?? 'weekly') as PublishOpening['kind'],
    place_id: opening?.place_id ?? null,
    weekdays: (opening?.weekdays ?? []).map(String),
    starts_on: opening?.starts_on ?? isoDay(new Date()),
    ends_on: opening?.ends_on ?? '',
    from_time: opening?.from_time.slice(0, 5) ?? '09:00',
    to_time: opening?.to_time.slice(0, 5) ?? '12:00',
    slot_minutes: opening?.slot_minutes ?? 15,
    modalities: opening?.modalities ?? (['AMB'] as Opening['modalities']),
    appointment_type: opening?.appointment_type ?? 'ROUTINE',
    overbooking: opening?.overbooking ?? 0,
    reasons: opening?.reasons ?? [],
    audience: opening?.audience ?? (['own_patients'] as Opening['audience']),
    releases: opening?.releases ?? [],
    shared_with: opening?.shared_with ?? [],
    school_holidays: opening?.school_holidays ?? 'open',
  };
}

/** What the form says, as the contract wants it. */
export function termsOf(values: OpeningValues) {
  const isWeekly = values.kind === 'weekly';
  return {
    ...values,
    place_id: values.place_id ?? '',
    weekdays: isWeekly ? values.weekdays.map(Number) : [],
    ends_on: isWeekly && values.ends_on ? values.ends_on : null,
    school_holidays: isWeekly ? values.school_holidays : 'open',
  };
}

/** What several openings may take over at once, one part or more. */
export const PARTS = ['audience', 'minutes', 'modality', 'more'] as const;
export type Part = (typeof PARTS)[number];

/** Of what the form says, the parts that were chosen. */
export function changeOf(values: OpeningValues, parts: Part[]): ChangeOpenings {
  const { audience, releases, shared_with, slot_minutes, modalities } = values;
  const { appointment_type, overbooking, reasons, school_holidays } = values;
  return {
    ...(parts.includes('audience') && { audience, releases, shared_with }),
    ...(parts.includes('minutes') && { slot_minutes }),
    ...(parts.includes('modality') && { modalities }),
    ...(parts.includes('more') && { appointment_type, overbooking, reasons, school_holidays }),
  };
}
