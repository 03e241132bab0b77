import { Text } from '@mantine/core';
import { useState } from 'react';
import { hasRole, useSession } from '@/api/session';
import { useAct } from '@/referral/acts';
import { type StepBackReason, stepBackReasons } from '@/referral/options';
import { useReferralTexts } from '@/referral/texts';
import { OneOfChips } from '@/ui/chips-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import type { DialogProps } from './dialog-props';
import { useTexts } from './texts';

type By = 'professional' | 'person';

/** A placement that does not hold: who steps back, why; the bulletin closes and the search goes on. */
export function StepBackDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const words = useReferralTexts();
  const coordinates = hasRole(useSession(), 'care_coordinator', 'social_coordinator');
  const stepBack = useAct('stepBack');
  const [by, setBy] = useState<By>('professional');
  const [reason, setReason] = useState<StepBackReason | null>(null);
  const confirm = () =>
    reason &&
    stepBack.mutate(
      { id: referral.referral_id, act: { by, reason_code: reason } },
      {
        onSuccess: () => {
          notifyDone(t('done.step-back', { number: referral.case_number }));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      danger
      title={t('stepBack.title', { number: referral.case_number })}
      act={t('stepBack.act')}
      busy={stepBack.isPending}
      disabled={!reason}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Text>{t('stepBack.text', { name: referral.placed_professional_name ?? '' })}</Text>
      {coordinates && (
        <OneOfChips
          legend={t('stepBack.by')}
          options={[
            { value: 'professional', label: t('stepBack.professional') },
            { value: 'person', label: t('stepBack.person') },
          ]}
          value={by}
          onChange={(next) => {
            setBy(next as By);
            setReason(null);
          }}
        />
      )}
      <ReasonSelect
        label={words('reason')}
        options={stepBackReasons(by)}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}
