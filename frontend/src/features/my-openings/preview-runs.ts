import { isoDay } from '@/lib/dates';
import type { PreviewedSlot } from './queries';

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
    slot.shared.map((one) => [one.cpts_id, one.at === null]),
  ]);

export type Sighting = { is: 'seen' | 'unseen' } | { is: 'later'; first: string; last: string };

/** Whose eyes: an audience, or the members of another CPTS with which the owner shares. */
export interface Viewer {
  value: string;
  label: string;
}

/** What a viewer finds of a run: all of it, nothing, or all of it from some instant on, slot by slot. */
export function sightingOf({ slots }: Run, viewer: string): Sighting {
  const [earliest] = slots;
  if (earliest.seen_by.some((one) => one === viewer)) return { is: 'seen' };
  if (earliest.shared.some((one) => one.cpts_id === viewer && one.at === null)) return { is: 'seen' };
  const instants = slots.flatMap(({ widens, shared }) => [
    ...widens.filter((one) => one.audience === viewer).map((one) => one.at),
    ...shared.flatMap((one) => (one.cpts_id === viewer && one.at ? [one.at] : [])),
  ]);
  const [first, last] = [instants[0], instants.at(-1)];
  return first && last ? { is: 'later', first, last } : { is: 'unseen' };
}
