import { Button, Text } from '@mantine/core';
import { IconId } from '@tabler/icons-react';
import { useState } from 'react';
import type { CareBulletin, SocialBulletin } from '@/api/types';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { IdentityFields, lacksProof, NOTHING_PROVED, toStateIdentity } from './identity-fields';
import { useStateIdentity } from './state-identity';
import { useReferralTexts } from './texts';

interface CheckIdentityProps {
  bulletin: CareBulletin | SocialBulletin;
}

/** Whoever reads a bulletin has the person, or her document, before him. */
export function CheckIdentity(props: CheckIdentityProps) {
  const t = useReferralTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        className="no-print"
        leftSection={<IconId size={18} aria-hidden />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => setOpen(true)}
      >
        {t('identity.check')}
      </Button>
      {isOpen && <IdentityDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function IdentityDialog({ bulletin, onClose }: CheckIdentityProps & { onClose: () => void }) {
  const t = useReferralTexts();
  const { reliability } = bulletin.identity;
  const record = useStateIdentity(bulletin.referral_id);
  const [proofs, setProofs] = useState({ ...NOTHING_PROVED, status: reliability.status });
  const confirm = () =>
    record.mutate(toStateIdentity(proofs), {
      onSuccess: () => {
        notifyDone(t('identity.done'));
        onClose();
      },
    });
  return (
    <ConfirmDialog
      opened
      title={t('identity.title')}
      act={t('identity.act')}
      busy={record.isPending}
      disabled={lacksProof(proofs, reliability)}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Text>{t('identity.text')}</Text>
      <IdentityFields value={proofs} onChange={setProofs} known={reliability} />
    </ConfirmDialog>
  );
}
