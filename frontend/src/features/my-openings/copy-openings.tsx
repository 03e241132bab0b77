import { CopyWeek } from '@/agendas/copy-week';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { useCopyWeek } from './queries';
import { useTexts } from './texts';

/** Writes the openings of a week again in the weeks after it. */
export function CopyOpenings({ professionalId, monday }: { professionalId: string; monday: string }) {
  const t = useTexts();
  const copy = useCopyWeek();
  return (
    <CopyWeek
      monday={monday}
      hint={t('copy.hint')}
      busy={copy.isPending}
      onCopy={(to, close) =>
        copy.mutate(
          { professional_id: professionalId, from_week: monday, to_weeks: to },
          {
            onSuccess: ({ items }) => {
              notifyDone(items.length > 0 ? t('copy.done', { count: items.length }) : t('copy.none'));
              close();
            },
            onError: notifyRefusal,
          },
        )
      }
    />
  );
}
