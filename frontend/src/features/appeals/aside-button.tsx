import { Button } from '@mantine/core';
import { notifyDone, notifyUndo } from '@/ui/notify';
import { type Appeal, useAside } from './queries';
import { useTexts } from './texts';

/** « Pas pour moi », for this reader alone: undone at once, or later from the list of all that are open. */
export function AsideButton({ appeal, title }: { appeal: Appeal; title: string }) {
  const t = useTexts();
  const aside = useAside(appeal.appeal_id);
  const bringBack = () => aside.mutate(false, { onSuccess: () => notifyDone(t('aside.backDone')) });
  const setAside = () => aside.mutate(true, { onSuccess: () => notifyUndo(t('aside.done'), bringBack) });
  const isAside = appeal.may.includes('bring_back');
  if (!isAside && !appeal.may.includes('set_aside')) return null;
  return (
    <Button
      size="compact-md"
      variant="default"
      loading={aside.isPending}
      onClick={isAside ? bringBack : setAside}
    >
      {t(isAside ? 'aside.back' : 'aside.act')}
      <span className="vh"> – {title}</span>
    </Button>
  );
}
