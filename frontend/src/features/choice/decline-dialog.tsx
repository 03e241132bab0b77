import { Text } from '@mantine/core';
import { useState } from 'react';
import type { components } from '@/api/referral.gen';
import type { Referral } from '@/api/types';
import { useAct } from '@/referral/acts';
import { DECLINE_REASONS } from '@/referral/options';
import { useReferralTexts } from '@/referral/texts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import { useTexts } from './texts';

type Reason = (typeof DECLINE_REASONS)[number]['value'];

interface DeclineDialogProps {
  referral: Referral;
  /** Null: none of the proposals suits. */
  professionalId: string | null;
  /** How she said it. */
  recorded: components['schemas']['DeclineProposal']['recorded'];
  onClose: () => void;
}

export function DeclineDialog({ referral, recorded, professionalId, onClose }: DeclineDialogProps) {
  const t = useTexts();
  const words = useReferralTexts();
  const decline = useAct('decline');
  const [reason, setReason] = useState<Reason>('not_said');
  const confirm = () =>
    decline.mutate(
      { id: referral.referral_id, act: { professional_id: professionalId, reason_code: reason, recorded } },
      {
        onSuccess: () => {
          notifyDone(t('declinedDone'));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      title={t('declineTitle')}
      act={t('declineAct')}
      busy={decline.isPending}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Text>{t('declineText')}</Text>
      <ReasonSelect label={words('reason')} options={DECLINE_REASONS} value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}
