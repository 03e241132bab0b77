import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { type Agreement, useAnswerAgreement, useRevokeAgreement } from '@/neighbours/queries';
import { useNeighbourTexts } from '@/neighbours/texts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';

/** What this side may do now: answer what was offered to it, take back what stands. */
export function AgreementActs({ agreement }: { agreement: Agreement }) {
  const t = useNeighbourTexts();
  const answer = useAnswerAgreement();
  const [isRevoking, setRevoking] = useState(false);
  const id = agreement.agreement_id;
  const isMine = agreement.side === 'offering';
  const of = <span className="vh"> – {agreement.with_name}</span>;
  const reply = (said: 'accept' | 'decline') =>
    answer.mutate({ id, answer: said }, { onSuccess: () => notifyDone(t(`agreements.done.${said}`)) });
  if (agreement.state === 'offered' && !isMine)
    return (
      <Group gap="xs" mt="xs">
        <Button size="compact-md" loading={answer.isPending} onClick={() => reply('accept')}>
          {t('agreements.accept')}
          {of}
        </Button>
        <Button
          size="compact-md"
          variant="default"
          disabled={answer.isPending}
          onClick={() => reply('decline')}
        >
          {t('agreements.decline')}
          {of}
        </Button>
      </Group>
    );
  if (agreement.state !== 'accepted' && agreement.state !== 'offered') return null;
  return (
    <Group gap="xs" mt="xs">
      <Button size="compact-md" variant="default" onClick={() => setRevoking(true)}>
        {t('agreements.revoke')}
        {of}
      </Button>
      {isRevoking && <RevokeDialog agreement={agreement} onClose={() => setRevoking(false)} />}
    </Group>
  );
}

function RevokeDialog({ agreement, onClose }: { agreement: Agreement; onClose: () => void }) {
  const t = useNeighbourTexts();
  const revoke = useRevokeAgreement();
  const done = () => {
    notifyDone(t('agreements.done.revoke'));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      danger
      title={t('agreements.revokeTitle', { name: agreement.with_name })}
      act={t('agreements.revokeAct')}
      busy={revoke.isPending}
      onClose={onClose}
      onConfirm={() => revoke.mutate(agreement.agreement_id, { onSuccess: done })}
    >
      <Text>{t('agreements.revokeText', { count: agreement.open_requests })}</Text>
    </ConfirmDialog>
  );
}
