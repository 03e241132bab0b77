import { Text } from '@mantine/core';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { useClaim } from '@/unpaid-acts/queries';
import { useUnpaidActTexts } from '@/unpaid-acts/texts';

/** Names leave the house: what the file holds is said before. */
export function ClaimDialog({
  ids,
  onDone,
  onClose,
}: {
  ids: string[];
  onDone: () => void;
  onClose: () => void;
}) {
  const t = useUnpaidActTexts();
  const claim = useClaim();
  const confirm = () =>
    claim.mutate(ids, {
      onSuccess: () => {
        notifyDone(t('list.done'));
        onDone();
        onClose();
      },
    });
  return (
    <ConfirmDialog
      opened
      title={t('list.title')}
      act={t('list.act')}
      busy={claim.isPending}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Text>{t('list.text')}</Text>
    </ConfirmDialog>
  );
}
