import { Text } from '@mantine/core';
import { useRef } from 'react';
import { newKey } from '@/api/client';
import type { Plan } from '@/api/types';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { useStartPlan } from './queries';
import { useTexts } from './texts';

/** It leaves the house, so it asks: how many, to whom, and how it is spread over the weeks. */
export function StartDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const t = useTexts();
  const start = useStartPlan();
  const key = useRef(newKey());
  const asked = plan.doctors.filter((one) => one.given > 0).length;
  return (
    <ConfirmDialog
      opened
      title={t('startTitle')}
      act={t('startAct', { count: plan.counts.planned })}
      busy={start.isPending}
      onClose={onClose}
      onConfirm={() =>
        start.mutate(
          { plan_id: plan.plan_id, etag: plan.etag, key: key.current },
          {
            onSuccess: () => {
              notifyDone(t('started'));
              onClose();
            },
          },
        )
      }
    >
      <Text>{t('startText', { count: asked })}</Text>
      <Text size="sm" c="dimmed">
        {t('startCaps', { weeks: plan.weeks })}
      </Text>
    </ConfirmDialog>
  );
}
