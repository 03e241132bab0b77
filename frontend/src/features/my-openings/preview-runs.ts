import { isoDay } from '@/lib/dates';
import type { Audience, PreviewedSlot } from './queries';

/** Slots one after the other that the same people see, alike in all that they are told. */
export interface Run {
  key: string;
  slots: [PreviewedSlot, ...PreviewedSlot[]];
}

export interface PreviewDay {
  day: string;
  runs: Run[];
}

/** By day, in the order of the clock. */
export function daysOf(slots: PreviewedSlot[]): PreviewDay[] {
  const days: PreviewDay[] = [];
  for (const slot of slots) {
    const day = isoDay(slot.starts_at);
    if (days.at(-1)?.day !== day) days.push({ day, runs: [] });
    const runs = days.at(-1)?.runs ?? [];
    const run = runs.find(({ slots: [first, ...rest] }) => follows(slot, rest.at(-1) ?? first));
    if (run) run.slots.push(slot);
    else runs.push({ key: slot.slot_id, slots: [slot] });
  }
  return days;
}

const follows = (slot: PreviewedSlot, before: PreviewedSlot): boolean =>
  slot.starts_at === before.ends_at && likeness(slot) === likeness(before);

const likeness = (slot: PreviewedSlot): string =>
  JSON.stringify([
    slot.place_label,
    slot.commune_name,
    slot.modalities,
    slot.appointment_type,
    slot.reasons,
    slot.seen_by,
    slot.widens.map((one) => one.audience),
  ]);

export type Sighting = { is: 'seen' | 'unseen' } | { is: 'later'; first: string; last: string };

/** What an audience finds of a run: all of it, nothing, or all of it from some instant on, slot by slot. */
export function sightingOf({ slots }: Run, audience: Audience): Sighting {
  if (slots[0].seen_by.includes(audience)) return { is: 'seen' };
  const instants = slots.flatMap((slot) =>
    slot.widens.filter((one) => one.audience === audience).map((one) => one.at),
  );
  const [first, last] = [instants[0], instants.at(-1)];
  return first && last ? { is: 'later', first, last } : { is: 'unseen' };
}
