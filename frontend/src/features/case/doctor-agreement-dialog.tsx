import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '@/referral/acts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import type { DialogProps } from './dialog-props';
import { useTexts } from './texts';

const ANSWERS = ['yes', 'no'] as const;
const HOW = ['oral', 'written', 'message'] as const;

/** What the person's médecin traitant said of those who act only with his agreement. */
export function DoctorAgreementDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const record = useAct('recordDoctorAgreement');
  const before = referral.doctor_agreement;
  const [answer, setAnswer] = useState<(typeof ANSWERS)[number]>(before?.agrees === false ? 'no' : 'yes');
  const [name, setName] = useState(before?.doctor_name ?? '');
  const [said, setSaid] = useState<(typeof HOW)[number]>(before?.said ?? 'oral');
  const confirm = () =>
    record.mutate(
      { id: referral.referral_id, act: { agrees: answer === 'yes', doctor_name: name.trim(), said } },
      {
        onSuccess: () => {
          notifyDone(t('agreement.done'));
          onClose();
        },
      },
    );
  const options = <K extends string>(keys: readonly K[], label: (key: K) => string) =>
    keys.map((value) => ({ value, label: label(value) }));
  return (
    <ConfirmDialog
      opened
      title={t('agreement.title', { number: referral.case_number })}
      act={t('agreement.act')}
      busy={record.isPending}
      disabled={!name.trim()}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Text>{t('agreement.text')}</Text>
      <ReasonSelect
        label={t('agreement.answer')}
        options={options(ANSWERS, (key) => t(`agreement.${key}`))}
        value={answer}
        onChange={setAnswer}
      />
      <TextInput
        label={t('agreement.name')}
        withAsterisk
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ReasonSelect
        label={t('agreement.how')}
        options={options(HOW, (key) => t(`agreement.${key}`))}
        value={said}
        onChange={setSaid}
      />
    </ConfirmDialog>
  );
}
