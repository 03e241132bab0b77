import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { ChangesTold } from './changes';
import { type Plan, trialQuery, useSwitchOn } from './queries';
import { useTexts } from './texts';

/** The dry run first, always; then the one switch. */
export function SwitchDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const t = useTexts();
  const trial = useQuery(trialQuery(plan));
  const switchOn = useSwitchOn(plan);
  const act = () =>
    switchOn
      .mutateAsync(undefined)
      .then(() => notifyDone(t('switch.isOn', { title: plan.title })), notifyRefusal)
      .finally(onClose);
  return (
    <ConfirmDialog
      opened
      title={t('switch.title', { title: plan.title })}
      act={t('switch.act')}
      danger
      busy={switchOn.isPending}
      disabled={!trial.data}
      onClose={onClose}
      onConfirm={act}
    >
      <Stack gap="sm">
        <Text>{t('switch.lead')}</Text>
        <ListFaces query={trial}>{trial.data && <ChangesTold changes={trial.data} />}</ListFaces>
        <Text size="sm" c="dimmed">
          {t('switch.back')}
        </Text>
      </Stack>
    </ConfirmDialog>
  );
}
