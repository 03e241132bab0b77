import { useState } from 'react';
import { useAct } from '@/referral/acts';
import { DECLARATION_WAIVERS } from '@/referral/options';
import { useReferralTexts } from '@/referral/texts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import type { DialogProps } from './dialog-props';
import { useTexts } from './texts';

type Choice = 'confirmed' | (typeof DECLARATION_WAIVERS)[number]['value'];

/** Confirmed, or waived with a reason: one choice among four. */
export function DeclarationDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const words = useReferralTexts();
  const record = useAct('recordDeclaration');
  const [choice, setChoice] = useState<Choice>('confirmed');
  const confirm = () =>
    record.mutate(
      {
        id: referral.referral_id,
        act: choice === 'confirmed' ? { state: 'confirmed' } : { state: 'waived', reason: choice },
      },
      {
        onSuccess: () => {
          notifyDone(t('done.declaration'));
          onClose();
        },
      },
    );
  const options: { value: Choice; label: string }[] = [
    { value: 'confirmed', label: words('declaration.confirmed') },
    ...DECLARATION_WAIVERS,
  ];
  return (
    <ConfirmDialog
      opened
      title={words('declaration.title')}
      act={words('declaration.act')}
      busy={record.isPending}
      onClose={onClose}
      onConfirm={confirm}
    >
      <ReasonSelect
        label={words('declaration.title')}
        options={options}
        value={choice}
        onChange={setChoice}
      />
    </ConfirmDialog>
  );
}
