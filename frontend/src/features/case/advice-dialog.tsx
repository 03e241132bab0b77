import { Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '@/referral/acts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import type { DialogProps } from './dialog-props';
import { useTexts } from './texts';

/** « Voici mon avis », or « je vois la personne », or both: the specialist's own answer. */
export function AdviceDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const give = useAct('giveAdvice');
  const [words, setWords] = useState('');
  const [visit, setVisit] = useState(false);
  const said = words.trim();
  const confirm = () =>
    give.mutate(
      { id: referral.referral_id, act: { words: said, visit } },
      {
        onSuccess: () => {
          notifyDone(t(visit ? 'done.adviceVisit' : 'done.advice'));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      title={t('giveAdvice.title', { number: referral.case_number })}
      act={t(visit ? 'giveAdvice.actVisit' : 'giveAdvice.act')}
      busy={give.isPending}
      disabled={!visit && said === ''}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Text>{t('giveAdvice.text')}</Text>
      <Textarea
        label={t('giveAdvice.words')}
        description={t('giveAdvice.wordsHint')}
        value={words}
        maxLength={10_000}
        autosize
        minRows={4}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Radio.Group
        label={t('giveAdvice.then')}
        value={visit ? 'visit' : 'enough'}
        onChange={(value) => setVisit(value === 'visit')}
      >
        <Stack gap="xs" mt={4}>
          <Radio value="enough" label={t('giveAdvice.enough')} />
          <Radio value="visit" label={t('giveAdvice.visit')} />
        </Stack>
      </Radio.Group>
    </ConfirmDialog>
  );
}
