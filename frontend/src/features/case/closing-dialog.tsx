import { Alert, List, Text } from '@mantine/core';
import { useState } from 'react';
import type { Referral } from '@/api/types';
import { codeLabel } from '@/lib/i18n';
import { useAct } from '@/referral/acts';
import { ENDINGS } from '@/referral/options';
import { useReferralTexts } from '@/referral/texts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import type { DialogProps } from './dialog-props';
import { useTexts } from './texts';

type OutcomeCode = Referral['closing']['outcomes'][number];
type Outcome = OutcomeCode | (typeof ENDINGS)[number]['value'];
const isEnding = (outcome: Outcome) => ENDINGS.find(({ value }) => value === outcome)?.value;

/** How it ended; what is still missing is said instead of a refusal after the click. */
export function ClosingDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const words = useReferralTexts();
  const close = useAct('close');
  const withdraw = useAct('withdraw');
  const possible = referral.closing.outcomes.map((value) => ({ value, label: codeLabel('outcome', value) }));
  const [outcome, setOutcome] = useState<Outcome>(referral.outcome_code ?? possible[0]?.value ?? 'other');
  const awaitsReport = outcome === 'care_given' && referral.report === 'awaited';
  const ending = isEnding(outcome);
  // Who died, moved or found by herself needs neither appointment nor declaration: everything stops at once.
  // An advice stands in place of a visit.
  const owed = referral.closing.missing.filter(
    (code) => outcome !== 'advice_given' || code !== 'first_appointment',
  );
  const missing = ending ? [] : [...owed, ...(awaitsReport ? ['report'] : [])];
  const kinds = [...new Set(missing.map((code) => code.split(':')[0] as 'notice'))];
  const id = referral.referral_id;
  const onSuccess = () => {
    notifyDone(t('done.closing', { number: referral.case_number }));
    onClose();
  };
  const confirm = () => {
    if (ending) withdraw.mutate({ id, act: { reason_code: ending } }, { onSuccess });
    else close.mutate({ id, act: { outcome_code: outcome as OutcomeCode } }, { onSuccess });
  };
  return (
    <ConfirmDialog
      opened
      title={words('close.title', { number: referral.case_number })}
      act={words('close.act')}
      busy={close.isPending || withdraw.isPending}
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
      <ReasonSelect
        label={words('close.outcome')}
        options={[...possible, ...ENDINGS]}
        value={outcome}
        onChange={setOutcome}
      />
      <Text size="sm" c="dimmed">
        {ending ? words(`close.ending.${ending}`) : words('close.text')}
      </Text>
    </ConfirmDialog>
  );
}
