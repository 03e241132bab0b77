import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconVirus } from '@tabler/icons-react';
import { useState } from 'react';
import { exact } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { type Switch, useSwitchOff } from './queries';
import { useTexts } from './texts';

/** The mode is on: by which plan, since when, and the way back. */
export function ModeOn({ on, maySwitch }: { on: Switch; maySwitch: boolean }) {
  const t = useTexts();
  const [isAsking, setAsking] = useState(false);
  return (
    <Alert color="rouge" variant="outline" icon={<IconVirus aria-hidden />} title={t('on.title')}>
      <Stack gap="xs" align="flex-start">
        <Text>{t('on.since', { title: on.title, when: exact(on.on_at), name: on.on_by_name })}</Text>
        {maySwitch && <Button onClick={() => setAsking(true)}>{t('off.open')}</Button>}
      </Stack>
      {isAsking && <BackDialog onClose={() => setAsking(false)} />}
    </Alert>
  );
}

function BackDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const switchOff = useSwitchOff();
  const act = () =>
    switchOff
      .mutateAsync(undefined)
      .then(() => notifyDone(t('off.done')), notifyRefusal)
      .finally(onClose);
  return (
    <ConfirmDialog
      opened
      title={t('off.open')}
      act={t('off.act')}
      busy={switchOff.isPending}
      onClose={onClose}
      onConfirm={act}
    >
      <Text>{t('off.lead')}</Text>
    </ConfirmDialog>
  );
}
