import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { ActRefused } from './act-refused';
import { type Disposition, type Triage, useDispose } from './queries';
import { useTexts } from './texts';

interface HandOverProps {
  triage: Triage;
  to: Disposition;
  prominent?: boolean;
}

/** The act itself: it is written with its hour and author, and cannot be taken back. */
export function HandOver({ triage, to, prominent }: HandOverProps) {
  const t = useTexts();
  const [isAsked, setAsked] = useState(false);
  const dispose = useDispose(triage.referral_id);
  if (!triage.may.includes(to)) return null;
  const isEmergency = to === 'emergency';
  return (
    <>
      <Button
        size={prominent ? 'lg' : undefined}
        variant={prominent ? 'filled' : isEmergency ? 'outline' : 'default'}
        color={isEmergency ? 'rouge' : undefined}
        onClick={() => setAsked(true)}
      >
        {t(`handOver.${to}`)}
      </Button>
      <ConfirmDialog
        opened={isAsked}
        title={t(`handOver.${to}`)}
        act={t(`handOver.${to}`)}
        danger={isEmergency}
        busy={dispose.isPending}
        onClose={() => setAsked(false)}
        onConfirm={() =>
          dispose.mutate(to, {
            onSuccess: () => {
              setAsked(false);
              notifyDone(t(`done.${to}`));
            },
          })
        }
      >
        <ActRefused error={dispose.error} />
        <Text>{t(`handOver.sure.${to}`)}</Text>
      </ConfirmDialog>
    </>
  );
}
