import { NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '@/referral/acts';
import { CLASS_REASONS } from '@/referral/options';
import { useReferralTexts } from '@/referral/texts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import type { DialogProps } from './dialog-props';
import { useTexts } from './texts';

type ClassReason = (typeof CLASS_REASONS)[number]['value'];

/** The coordinator decides of the class, with the reason, or goes back to the computed one. */
export function DecideClassDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const words = useReferralTexts();
  const decide = useAct('decideClass');
  const [decided, setDecided] = useState(String(referral.decided_class ?? referral.priority_class));
  const [reason, setReason] = useState<ClassReason | null>(null);
  const confirm = () =>
    reason &&
    decide.mutate(
      { id: referral.referral_id, act: { decided_class: Number(decided) || null, reason_code: reason } },
      {
        onSuccess: () => {
          notifyDone(t('done.class-decision', { number: referral.case_number }));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      title={t('decide.title', { number: referral.case_number })}
      act={t('decide.act')}
      busy={decide.isPending}
      disabled={!reason}
      onClose={onClose}
      onConfirm={confirm}
    >
      <NativeSelect
        label={t('decide.class')}
        value={decided}
        onChange={(event) => setDecided(event.currentTarget.value)}
        data={[
          ...[1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: `P${value}` })),
          ...(referral.decided_class ? [{ value: '', label: t('decide.computed') }] : []),
        ]}
        maw={280}
      />
      <ReasonSelect label={words('reason')} options={CLASS_REASONS} value={reason} onChange={setReason} />
      <Text size="sm" c="dimmed">
        {t('decide.text')}
      </Text>
    </ConfirmDialog>
  );
}
