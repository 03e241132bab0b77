import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '@/referral/acts';
import { ERASURE_REASONS } from '@/referral/options';
import { useReferralTexts } from '@/referral/texts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import type { DialogProps } from './dialog-props';
import { useTexts } from './texts';

type Reason = (typeof ERASURE_REASONS)[number]['value'];

/** Nothing brings the content back: why, and the number of the case typed again. */
export function EraseDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const words = useReferralTexts();
  const erase = useAct('erase');
  const [reason, setReason] = useState<Reason | null>(null);
  const [number, setNumber] = useState('');
  const { referral_id: id, case_number } = referral;
  const confirm = () =>
    reason &&
    erase.mutate({ id, act: { reason_code: reason, case_number } }, { onSuccess: () => done('erasure') });
  const done = useDone(referral, onClose);
  return (
    <ConfirmDialog
      opened
      danger
      title={t('erase.title', { number: case_number })}
      act={t('erase.act')}
      busy={erase.isPending}
      disabled={!reason || number !== case_number}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Text>{t('erase.text')}</Text>
      <ReasonSelect label={words('reason')} options={ERASURE_REASONS} value={reason} onChange={setReason} />
      <TypedNumber expected={case_number} value={number} onChange={setNumber} />
    </ConfirmDialog>
  );
}

/** After the end, by whoever stated the need or coordinates it: the person may change her mind at any time. */
export function ConsentWithdrawalDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const withdraw = useAct('withdrawConsent');
  const [number, setNumber] = useState('');
  const { referral_id: id, case_number } = referral;
  const done = useDone(referral, onClose);
  return (
    <ConfirmDialog
      opened
      danger
      title={t('consentWithdrawal.title', { number: case_number })}
      act={t('consentWithdrawal.act')}
      busy={withdraw.isPending}
      disabled={number !== case_number}
      onClose={onClose}
      onConfirm={() =>
        withdraw.mutate({ id, act: { case_number } }, { onSuccess: () => done('consent-withdrawal') })
      }
    >
      <Text>{t('consentWithdrawal.text')}</Text>
      <TypedNumber expected={case_number} value={number} onChange={setNumber} />
    </ConfirmDialog>
  );
}

function useDone({ case_number: number }: DialogProps['referral'], onClose: () => void) {
  const t = useTexts();
  return (act: 'erasure' | 'consent-withdrawal') => {
    notifyDone(t(`done.${act}`, { number }));
    onClose();
  };
}

interface TypedNumberProps {
  expected: string;
  value: string;
  onChange: (value: string) => void;
}

function TypedNumber({ expected, value, onChange }: TypedNumberProps) {
  const t = useTexts();
  return (
    <TextInput
      label={t('erase.number', { number: expected })}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
      autoComplete="off"
      withAsterisk
    />
  );
}
