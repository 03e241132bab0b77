import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { notifyRefusal, notifyUndo } from '@/ui/notify';
import { FilterNameDialog } from './filter-name-dialog';
import { type SavedFilter, useForgetFilter, useSaveFilter } from './saved-queries';
import { useTexts } from './texts';

interface ManageFiltersProps {
  saved: SavedFilter[];
  onClose: () => void;
}

/** Another name, the one that opens first, or none of it any longer: that comes back with « Annuler ». */
export function ManageFilters({ saved, onClose }: ManageFiltersProps) {
  const t = useTexts();
  const [renamed, setRenamed] = useState<SavedFilter | null>(null);
  const save = useSaveFilter();
  const forget = useForgetFilter();
  const write = (one: SavedFilter, isDefault: boolean, id?: string) =>
    save.mutate(
      { id, act: { name: one.name, filters: one.filters, is_default: isDefault } },
      { onError: notifyRefusal },
    );
  const remove = (one: SavedFilter) =>
    forget.mutate(one.saved_filter_id, {
      onSuccess: () => {
        notifyUndo(t('saved.forgotten', { name: one.name }), () => write(one, one.is_default));
        if (saved.length === 1) onClose();
      },
    });
  if (renamed)
    return <FilterNameDialog saved={renamed} filters={renamed.filters} onClose={() => setRenamed(null)} />;
  return (
    <Modal opened onClose={onClose} title={t('saved.manageTitle')} size="lg">
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {saved.map((one) => (
          <Group key={one.saved_filter_id} component="li" justify="space-between" gap="xs">
            <div>
              <Text fw={600}>{one.name}</Text>
              {one.is_default && (
                <Text size="sm" c="dimmed">
                  {t('saved.isDefault')}
                </Text>
              )}
            </div>
            <Group gap={6}>
              <Act words={t('saved.rename')} of={one} onClick={() => setRenamed(one)} />
              <Act
                words={one.is_default ? t('saved.noDefault') : t('saved.makeDefault')}
                of={one}
                onClick={() => write(one, !one.is_default, one.saved_filter_id)}
              />
              <Act words={t('saved.forget')} of={one} onClick={() => remove(one)} />
            </Group>
          </Group>
        ))}
      </Stack>
    </Modal>
  );
}

function Act({ words, of, onClick }: { words: string; of: SavedFilter; onClick: () => void }) {
  return (
    <Button variant="default" size="compact-md" onClick={onClick}>
      {words}
      <span className="vh"> – {of.name}</span>
    </Button>
  );
}
