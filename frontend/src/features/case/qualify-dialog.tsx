import { Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '@/referral/acts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { type Corrections, CriteriaCorrections } from './criteria-corrections';
import type { DialogProps } from './dialog-props';
import { useTexts } from './texts';

/** The coordinator corrects answers with the person, or decides of another class; both classes are kept. */
export function QualifyDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const qualify = useAct('qualify');
  const [decided, setDecided] = useState('');
  const [criteria, setCriteria] = useState<Corrections>({});
  const [isImperative, setImperative] = useState(false);
  const confirm = () =>
    qualify.mutate(
      {
        id: referral.referral_id,
        act: { expert_class: Number(decided) || null, criteria, language_imperative: isImperative || null },
      },
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
      <Checkbox
        label={t('qualify.language')}
        description={t('qualify.languageHint')}
        checked={isImperative}
        onChange={(event) => setImperative(event.currentTarget.checked)}
      />
      <CriteriaCorrections value={criteria} onChange={setCriteria} />
    </ConfirmDialog>
  );
}
