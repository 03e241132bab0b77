import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { type Received, type RefuseReceived, useRefuse } from '@/neighbours/queries';
import { useNeighbourTexts } from '@/neighbours/texts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';

const REASONS = optionsOf(codes.receivedRefusal);

/** It leaves our list at once; the words go back to the coordinator who opened it. */
export function RefuseDialog({ received, onClose }: { received: Received; onClose: () => void }) {
  const t = useNeighbourTexts();
  const refuse = useRefuse(received.crossing_id);
  const [reason, setReason] = useState<RefuseReceived['reason_code'] | null>(null);
  const [words, setWords] = useState('');
  const done = () => {
    notifyDone(t('refuse.done', { name: received.from_name }));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={t('refuse.title', { number: received.number })}
      act={t('refuse.act')}
      busy={refuse.isPending}
      disabled={!reason}
      onClose={onClose}
      onConfirm={() => reason && refuse.mutate({ reason_code: reason, words }, { onSuccess: done })}
    >
      <Text>{t('refuse.text', { name: received.from_name })}</Text>
      <ReasonSelect label={t('refuse.reason')} options={REASONS} value={reason} onChange={setReason} />
      <Textarea
        label={t('refuse.words')}
        value={words}
        maxLength={500}
        autosize
        minRows={2}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
