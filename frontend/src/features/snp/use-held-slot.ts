import { useCallback, useEffect, useRef } from 'react';
import type { BookingReason } from '@/agendas/reasons';
import { useHold, useReleaseHold } from './booking';

/** A slot held from the moment it is talked over, for as long as its reason lasts. */
export function useHeldSlot(slotId: string, reason: BookingReason, referralId?: string) {
  const { mutate, data: held, error, isPending } = useHold();
  const release = useReleaseHold();
  const holdFor = useCallback(
    (wanted: BookingReason) => mutate({ slotId, reason: wanted, referralId }),
    [mutate, slotId, referralId],
  );
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    holdFor(reason);
  }, [holdFor, reason]);
  return { held, error, isPending, holdFor, letGo: () => held && release.mutate(held.hold_id) };
}
