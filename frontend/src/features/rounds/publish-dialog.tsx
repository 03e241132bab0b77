import { Text } from '@mantine/core';
import { dayAndMonth } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { type DayOfRounds, usePublish } from './queries';
import { useTexts } from './texts';

/** It leaves the house: nurses and requests hear of it. */
export function PublishDialog({ rounds, onClose }: { rounds: DayOfRounds; onClose: () => void }) {
  const t = useTexts();
  const publish = usePublish();
  return (
    <ConfirmDialog
      opened
      title={t('publish.title', { day: dayAndMonth(rounds.day) })}
      act={t('publish.act', { count: rounds.untold })}
      busy={publish.isPending}
      onClose={onClose}
      onConfirm={() =>
        publish.mutate(
          { day: rounds.day, version: rounds.version },
          {
            onSuccess: () => {
              notifyDone(t('publish.done'));
              onClose();
            },
            onError: (error) => {
              notifyRefusal(error);
              onClose();
            },
          },
        )
      }
    >
      <Text>{t('publish.sure')}</Text>
      {rounds.unplaced.length > 0 && <Text>{t('publish.unplaced', { count: rounds.unplaced.length })}</Text>}
    </ConfirmDialog>
  );
}
