import { CopyWeek } from '@/agendas/copy-week';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { useCopyShifts } from './queries';
import { useTexts } from './texts';

/** Publishes the seats of a week again in the weeks after it. */
export function CopyShifts({ teamId, monday }: { teamId: string; monday: string }) {
  const t = useTexts();
  const copy = useCopyShifts(teamId);
  return (
    <CopyWeek
      monday={monday}
      hint={t('copyHint')}
      busy={copy.isPending}
      onCopy={(to, close) =>
        copy.mutate(
          { from_week: monday, to_weeks: to },
          {
            onSuccess: () => {
              notifyDone(t('copied'));
              close();
            },
            onError: notifyRefusal,
          },
        )
      }
    />
  );
}
