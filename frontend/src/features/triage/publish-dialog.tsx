import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { Refused } from '@/ui/refused';
import { type ScriptDraft, usePublish } from './script-queries';
import { useTexts } from './texts';

/** A published script is never edited again, and a doctor answers for it. */
export function PublishDialog({ draft, onClose }: { draft: ScriptDraft; onClose: () => void }) {
  const t = useTexts();
  const publish = usePublish(draft);
  const [signedBy, setSignedBy] = useState('');
  return (
    <ConfirmDialog
      opened
      title={t('publish.title')}
      act={t('publish.act')}
      busy={publish.isPending}
      disabled={signedBy.trim().length < 3}
      onClose={onClose}
      onConfirm={() =>
        publish.mutate(
          { signed_by: signedBy },
          { onSuccess: ({ version }) => notifyDone(t('publish.done', { version })) },
        )
      }
    >
      <Refused error={publish.error} />
      <Text>{t('publish.text')}</Text>
      <TextInput
        label={t('publish.signedBy')}
        required
        maxLength={120}
        value={signedBy}
        onChange={(event) => setSignedBy(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
