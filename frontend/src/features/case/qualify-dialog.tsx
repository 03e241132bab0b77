import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '@/referral/acts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import type { DialogProps } from './act-dialogs';
import { useTexts } from './texts';

/** The coordinator decides of another class than the computed one; both are kept. */
export function QualifyDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const qualify = useAct('qualify');
  const [decided, setDecided] = useState('');
  const confirm = () =>
    qualify.mutate(
      { id: referral.referral_id, act: { expert_class: Number(decided) || null } },
      {
        onSuccess: () => {
          notifyDone(t('done.qualification', { number: referral.case_number }));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      title={t('qualify.title', { number: referral.case_number })}
      act={t('qualify.act')}
      busy={qualify.isPending}
      onClose={onClose}
      onConfirm={confirm}
    >
      <NativeSelect
        label={t('qualify.class')}
        value={decided}
        onChange={(event) => setDecided(event.currentTarget.value)}
        data={[
          { value: '', label: `${t('qualify.computed')} (P${referral.priority_class})` },
          ...[1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: `P${value}` })),
        ]}
      />
    </ConfirmDialog>
  );
}
