import { Text } from '@mantine/core';
import type { Plan } from '@/api/types';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { useCancelPlan } from './queries';
import { useTexts } from './texts';

export function CancelDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const t = useTexts();
  const cancel = useCancelPlan();
  return (
    <ConfirmDialog
      opened
      danger
      title={t('cancelTitle')}
      act={t(plan.state === 'draft' ? 'cancel' : 'stop')}
      busy={cancel.isPending}
      onClose={onClose}
      onConfirm={() =>
        cancel.mutate(plan.plan_id, {
          onSuccess: () => {
            notifyDone(t('cancelled'));
            onClose();
          },
        })
      }
    >
      <Text>{t('cancelText')}</Text>
    </ConfirmDialog>
  );
}
