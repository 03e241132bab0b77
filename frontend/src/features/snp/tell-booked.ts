import { dayAndHour } from '@/lib/dates';
import { notifyDone, notifyUndo } from '@/ui/notify';
import { useUndoBooking } from './booking';
import type { FreeSlot } from './queries';
import { useTexts } from './texts';
import { useResumeWish } from './wish-queries';

/** Says what was booked, and takes it back while it is said. */
export function useTellBooked() {
  const t = useTexts();
  const undo = useUndoBooking();
  const resume = useResumeWish();
  return (appointmentId: string, slot: FreeSlot, wishId?: string) => {
    const said = { when: dayAndHour(slot.starts_at), who: slot.professional_name };
    const takeBack = async () => {
      await undo.mutateAsync(appointmentId);
      if (wishId) await resume.mutateAsync(wishId);
    };
    notifyUndo(t('dialog.done', said), () =>
      takeBack().then(
        () => notifyDone(t('dialog.undone', said)),
        () => undefined,
      ),
    );
  };
}
