import { Alert, List, Text } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '@/referral/acts';
import { OUTCOMES } from '@/referral/options';
import { useReferralTexts } from '@/referral/texts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import type { DialogProps } from './act-dialogs';
import { useTexts } from './texts';

type Outcome = (typeof OUTCOMES)[number]['value'];

/** How it ended; what is still missing is said instead of a refusal after the click. */
export function ClosingDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const words = useReferralTexts();
  const close = useAct('close');
  const [outcome, setOutcome] = useState<Outcome>('followed');
  const awaitsReport = outcome === 'care_given' && referral.report === 'awaited';
  const missing = [...referral.closing.missing, ...(awaitsReport ? ['report'] : [])];
  const kinds = [...new Set(missing.map((code) => code.split(':')[0] as 'notice'))];
  const confirm = () =>
    close.mutate(
      { id: referral.referral_id, act: { outcome_code: outcome } },
      {
        onSuccess: () => {
          notifyDone(t('done.closing', { number: referral.case_number }));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      title={words('close.title', { number: referral.case_number })}
      act={words('close.act')}
      busy={close.isPending}
      disabled={missing.length > 0}
      onClose={onClose}
      onConfirm={confirm}
    >
      {kinds.length > 0 && (
        <Alert color="ambre" variant="light" title={words('close.missing')}>
          <List>
            {kinds.map((kind) => (
              <List.Item key={kind}>{words(`missing.${kind}`)}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <ReasonSelect label={words('close.outcome')} options={OUTCOMES} value={outcome} onChange={setOutcome} />
      <Text size="sm" c="dimmed">
        {words('close.text')}
      </Text>
    </ConfirmDialog>
  );
}
