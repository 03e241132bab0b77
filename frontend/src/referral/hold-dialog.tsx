import { useState } from 'react';
import { isoDay } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { ReasonSelect } from '@/ui/reason-select';
import { useAct } from './acts';
import { HOLD_REASONS } from './options';
import { useReferralTexts } from './texts';

type HoldReason = (typeof HOLD_REASONS)[number]['value'];

interface HoldDialogProps {
  referral: { referral_id: string; case_number: string };
  onClose: () => void;
  onHeld?: () => void;
}

export function HoldDialog({ referral, onClose, onHeld }: HoldDialogProps) {
  const t = useReferralTexts();
  const hold = useAct('hold');
  const [reason, setReason] = useState<HoldReason>('unreachable');
  const [until, setUntil] = useState('');
  function confirm() {
    const act = { reason_code: reason, until: until ? `${until}T08:00:00Z` : null };
    hold.mutate(
      { id: referral.referral_id, act },
      {
        onSuccess: () => {
          onClose();
          onHeld?.();
        },
      },
    );
  }
  return (
    <ConfirmDialog
      opened
      title={t('hold.title', { number: referral.case_number })}
      act={t('hold.act')}
      busy={hold.isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      <ReasonSelect label={t('reason')} options={HOLD_REASONS} value={reason} onChange={setReason} />
      <DayField
        label={t('hold.until')}
        min={isoDay(new Date())}
        value={until}
        onChange={setUntil}
        maw={280}
      />
    </ConfirmDialog>
  );
}
