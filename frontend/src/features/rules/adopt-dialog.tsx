import { Text } from '@mantine/core';
import { useState } from 'react';
import { isoDay } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { notifyDone } from '@/ui/notify';
import { Refused } from '@/ui/refused';
import { PreviewPanel } from './preview-panel';
import { type Draft, useAdopt } from './queries';
import { useTexts } from './texts';

/** Adopted rules are never edited again: hence the dialog, with their effect under the eyes. */
export function AdoptDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const t = useTexts();
  const adopt = useAdopt(draft);
  const today = isoDay(new Date());
  const [from, setFrom] = useState(today);
  return (
    <ConfirmDialog
      opened
      title={t('adopt.title')}
      act={t('adopt.act')}
      busy={adopt.isPending}
      disabled={!from}
      onClose={onClose}
      onConfirm={() =>
        adopt.mutate(
          { in_force_from: from === today ? null : from },
          {
            onSuccess: (adopted) => {
              notifyDone(t('adopt.done', { version: adopted.version }));
              onClose();
            },
          },
        )
      }
    >
      <Refused error={adopt.error} />
      <Text>{t('adopt.text')}</Text>
      <DayField label={t('adopt.from')} min={today} value={from} onChange={setFrom} maw={280} />
      <PreviewPanel draft={draft} />
    </ConfirmDialog>
  );
}
