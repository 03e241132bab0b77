import { useCallback, useEffect, useRef } from 'react';
import type { BookingReason } from '@/agendas/reasons';
import { type Hold, useHold, useReleaseHold } from './booking';
import { type AnySlot, sharedBy } from './shared';

/** A slot held from the moment it is talked over, for as long as its reason lasts; for itself until one is said. One
 * that another CPTS shares is not. */
export function useHeldSlot(slot: AnySlot, reason: BookingReason | undefined, referralId?: string) {
  const slotId = slot.slot_id;
  const isHere = !sharedBy(slot);
  const { mutateAsync, data: held, error, isPending } = useHold();
  const release = useReleaseHold();
  const answered = useRef<Promise<Hold | null>>(Promise.resolve(null));
  const holdFor = useCallback(
    (wanted: BookingReason | undefined) => {
      answered.current = mutateAsync({ slotId, reason: wanted, referralId }).catch(() => null);
    },
    [mutateAsync, slotId, referralId],
  );
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current || !isHere) return;
    asked.current = true;
    holdFor(reason);
  }, [holdFor, reason, isHere]);
  /** Also what was asked for and is answered only once the person has turned away. */
  async function letGo() {
    const kept = await answered.current;
    if (kept) release.mutate(kept.hold_id);
  }
  return { held, error, isPending, holdFor, letGo };
}
