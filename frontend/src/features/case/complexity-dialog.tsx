import { Text } from '@mantine/core';
import { useState } from 'react';
import type { ComplexityCriterion } from '@/api/types';
import { useAct } from '@/referral/acts';
import { COMPLEXITY_CRITERIA } from '@/referral/options';
import { SomeOfChips } from '@/ui/chips-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import type { DialogProps } from './dialog-props';
import { useTexts } from './texts';

/** Which criteria of the DAC hold; none takes the tag back. */
export function ComplexityDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const say = useAct('sayComplexity');
  const [criteria, setCriteria] = useState<ComplexityCriterion[]>(referral.complexity?.criteria ?? []);
  const confirm = () =>
    say.mutate(
      { id: referral.referral_id, act: { criteria } },
      {
        onSuccess: () => {
          notifyDone(t(criteria.length > 0 ? 'complexity.done' : 'complexity.doneBack'));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      title={t('complexity.title', { number: referral.case_number })}
      act={t('complexity.act')}
      busy={say.isPending}
      disabled={criteria.length === 0 && !referral.is_complex}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Text>{t('complexity.text')}</Text>
      <SomeOfChips
        legend={t('complexity.criteria')}
        options={COMPLEXITY_CRITERIA}
        value={criteria}
        onChange={setCriteria}
      />
    </ConfirmDialog>
  );
}
