import { dayAndHour } from '@/lib/dates';
import { notifyDone, notifyUndo } from '@/ui/notify';
import { useUndoBooking } from './booking';
import type { FreeSlot } from './queries';
import { useTexts } from './texts';

/** Says what was booked, and takes it back while it is said. */
export function useTellBooked() {
  const t = useTexts();
  const undo = useUndoBooking();
  return (appointmentId: string, slot: FreeSlot) => {
    const said = { when: dayAndHour(slot.starts_at), who: slot.professional_name };
    notifyUndo(t('dialog.done', said), () =>
      undo.mutateAsync(appointmentId).then(
        () => notifyDone(t('dialog.undone', said)),
        () => undefined,
      ),
    );
  };
}
