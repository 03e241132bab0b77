import { Text } from '@mantine/core';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { useVisitAct, type Visit } from './queries';
import { useTexts } from './texts';

interface WithdrawDialogProps {
  visit: Visit;
  name: string;
  onClose: () => void;
}

/** Nobody goes there any more; what was published leaves the nurse's agenda too. */
export function WithdrawDialog({ visit, name, onClose }: WithdrawDialogProps) {
  const t = useTexts();
  const act = useVisitAct();
  return (
    <ConfirmDialog
      opened
      title={t('withdraw.title', { name })}
      act={t('act.withdraw')}
      danger
      busy={act.isPending}
      onClose={onClose}
      onConfirm={() =>
        act
          .mutateAsync({ visit: visit.visit_id, act: 'withdraw' })
          .then(() => notifyDone(t('done.withdraw')), notifyRefusal)
          .finally(onClose)
      }
    >
      <Text>{t(visit.status === 'told' ? 'withdraw.sureTold' : 'withdraw.sure')}</Text>
    </ConfirmDialog>
  );
}
