import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { Refused } from '@/ui/refused';
import { type Disposition, type RecourseNow, type Triage, useDispose } from './queries';
import { useTexts } from './texts';

interface HandOverProps {
  triage: Triage;
  to: Disposition;
  /** Which one of the directory, by name. */
  recourse?: RecourseNow;
  prominent?: boolean;
}

/** The act itself: it is written with its hour and author, and cannot be taken back. */
export function HandOver({ triage, to, recourse, prominent }: HandOverProps) {
  const t = useTexts();
  const [isAsked, setAsked] = useState(false);
  const dispose = useDispose(triage.referral_id);
  if (!triage.may.includes(to)) return null;
  const isEmergency = to === 'emergency';
  const name = recourse?.name ?? '';
  const words = recourse ? t('handOver.recourse', { name }) : t(`handOver.${to}`);
  return (
    <>
      <Button
        size={prominent ? 'lg' : undefined}
        variant={prominent ? 'filled' : isEmergency ? 'outline' : 'default'}
        color={isEmergency ? 'rouge' : undefined}
        onClick={() => setAsked(true)}
      >
        {words}
      </Button>
      <ConfirmDialog
        opened={isAsked}
        title={words}
        act={words}
        danger={isEmergency}
        busy={dispose.isPending}
        onClose={() => setAsked(false)}
        onConfirm={() =>
          dispose.mutate(
            { to, recourse_id: recourse?.recourse_id },
            {
              onSuccess: () => {
                setAsked(false);
                notifyDone(recourse ? t('done.recourse', { name }) : t(`done.${to}`));
              },
            },
          )
        }
      >
        <Refused error={dispose.error} />
        <Text>{recourse ? t('handOver.sure.recourse', { name }) : t(`handOver.sure.${to}`)}</Text>
      </ConfirmDialog>
    </>
  );
}
