import type { FreeSlot, SharedSlot } from './queries';

/** A slot of one's own CPTS, or one that another shares. */
export type AnySlot = FreeSlot | SharedSlot;

/** The CPTS in whose agenda it stands, of one that is shared: nothing is held there, it is booked at once. */
export const sharedBy = (slot: AnySlot): SharedSlot | undefined => ('shared_by' in slot ? slot : undefined);

/** The next ones after a lost race stand where the lost one does. */
export const nextTo = (lost: AnySlot, other: FreeSlot): AnySlot => ({ ...sharedBy(lost), ...other });
