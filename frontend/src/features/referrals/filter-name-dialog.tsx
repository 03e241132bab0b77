import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { type SavedFilter, type SaveFilter, useSaveFilter } from './saved-queries';
import { useTexts } from './texts';

interface FilterNameDialogProps {
  filters: SaveFilter['filters'];
  /** The one whose name is changed; none: these filters are new. */
  saved?: SavedFilter;
  onClose: () => void;
}

/** Under which name filters are kept, and whether the queue opens with them. */
export function FilterNameDialog({ filters, saved, onClose }: FilterNameDialogProps) {
  const t = useTexts();
  const [name, setName] = useState(saved?.name ?? '');
  const [isDefault, setDefault] = useState(saved?.is_default ?? false);
  const save = useSaveFilter();
  const isReady = name.trim() !== '';
  const confirm = () =>
    save.mutate(
      { id: saved?.saved_filter_id, act: { name: name.trim(), filters, is_default: isDefault } },
      {
        onSuccess: () => {
          notifyDone(t('saved.done', { name: name.trim() }));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      title={saved ? t('saved.renameTitle') : t('saved.keepTitle')}
      act={t('saved.act')}
      busy={save.isPending}
      disabled={!isReady}
      onClose={onClose}
      onConfirm={confirm}
    >
      <TextInput
        label={t('saved.name')}
        description={t('saved.nameHint')}
        error={save.error ? asProblem(save.error).sentence : undefined}
        maxLength={40}
        autoComplete="off"
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && isReady && confirm()}
      />
      <Checkbox
        label={t('saved.openFirst')}
        checked={isDefault}
        onChange={(event) => setDefault(event.currentTarget.checked)}
      />
    </ConfirmDialog>
  );
}
