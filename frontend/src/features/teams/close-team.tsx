import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { type Team, useCloseTeam } from './queries';
import { useTexts } from './texts';

/** Cannot come back: its seats and free slots go. */
export function CloseTeam({ team }: { team: Team }) {
  const t = useTexts();
  const close = useCloseTeam(team.team_id);
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('close.open')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          opened
          danger
          title={t('close.title', { label: team.label })}
          act={t('close.act')}
          busy={close.isPending}
          onClose={() => setAsking(false)}
          onConfirm={() =>
            close
              .mutateAsync(undefined)
              .then(() => notifyDone(t('close.done')), notifyRefusal)
              .finally(() => setAsking(false))
          }
        >
          <Text>{t('close.text')}</Text>
        </ConfirmDialog>
      )}
    </>
  );
}
