import { Text } from '@mantine/core';
import { useState } from 'react';
import codes from '@/locales/fr/codes.json';
import { optionsOf } from '@/referral/options';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import { type RemovalReason, useRemove } from './queries';
import { useTexts } from './texts';

const REASONS = optionsOf(codes.appealRemoval);

export function RemoveDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts();
  const remove = useRemove(id);
  const [reason, setReason] = useState<RemovalReason | null>(null);
  const done = () => {
    notifyDone(t('remove.done'));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      danger
      title={t('remove.title')}
      act={t('remove.act')}
      busy={remove.isPending}
      disabled={!reason}
      onClose={onClose}
      onConfirm={() => reason && remove.mutate(reason, { onSuccess: done })}
    >
      <Text>{t('remove.text')}</Text>
      <ReasonSelect label={t('remove.reason')} options={REASONS} value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}
