import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { ReasonDialog } from '@/referral/reason-dialog';
import { notifyDone } from '@/ui/notify';
import { useRemove } from './queries';
import { useTexts } from './texts';

const REASONS = optionsOf(codes.appealRemoval);

export function RemoveDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts();
  const remove = useRemove(id);
  const done = () => {
    notifyDone(t('remove.done'));
    onClose();
  };
  return (
    <ReasonDialog
      danger
      title={t('remove.title')}
      text={t('remove.text')}
      label={t('remove.reason')}
      act={t('remove.act')}
      busy={remove.isPending}
      options={REASONS}
      onClose={onClose}
      onConfirm={(reason) => remove.mutate(reason, { onSuccess: done })}
    />
  );
}
