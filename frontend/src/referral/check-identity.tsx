import { Button, Checkbox, NativeSelect, Text, TextInput } from '@mantine/core';
import { IconId } from '@tabler/icons-react';
import { useState } from 'react';
import type { CareBulletin, SocialBulletin, StateIdentity } from '@/api/types';
import { tableDay } from '@/lib/dates';
import codes from '@/locales/fr/codes.json';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import { optionsOf } from './options';
import { useStateIdentity } from './state-identity';
import { useReferralTexts } from './texts';

const STATUSES = optionsOf(codes.identityStatus);
const DOCUMENTS = optionsOf(codes.identityDocument);
const OF_NIR = '1.2.250.1.213.1.4.8';
const OF_NIA = '1.2.250.1.213.1.4.9';

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
  const [status, setStatus] = useState(reliability.status);
  const [document, setDocument] = useState<StateIdentity['document']>(null);
  const [matricule, setMatricule] = useState('');
  const [isNia, setNia] = useState(false);
  const takesDocument = status === 'validated' || status === 'qualified';
  const takesIns = status === 'retrieved' || status === 'qualified';
  const hasIns = reliability.status === 'retrieved' || reliability.status === 'qualified';
  const { document_seen_at: seenAt, document_seen_by_name: seenBy } = reliability;
  const confirm = () =>
    record.mutate(
      {
        status,
        document: takesDocument ? document : null,
        ins: takesIns && matricule.trim() ? { matricule, oid: isNia ? OF_NIA : OF_NIR } : null,
      },
      {
        onSuccess: () => {
          notifyDone(t('identity.done'));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      title={t('identity.title')}
      act={t('identity.act')}
      busy={record.isPending}
      disabled={
        (takesDocument && !document && !reliability.document) || (takesIns && !matricule.trim() && !hasIns)
      }
      onClose={onClose}
      onConfirm={confirm}
    >
      <Text>{t('identity.text')}</Text>
      <ReasonSelect label={t('identity.status')} options={STATUSES} value={status} onChange={setStatus} />
      <Text size="sm">{t(`identity.hint.${status}`)}</Text>
      {takesDocument && (
        <NativeSelect
          label={t('identity.document')}
          description={seenAt && t('identity.documentKnown', { day: tableDay(seenAt), name: seenBy })}
          withAsterisk={!reliability.document}
          data={[{ value: '', label: '' }, ...DOCUMENTS]}
          value={document ?? ''}
          onChange={(event) => setDocument((event.currentTarget.value || null) as StateIdentity['document'])}
        />
      )}
      {takesIns && (
        <>
          <TextInput
            label={t('identity.matricule')}
            description={t('identity.matriculeHint')}
            inputMode="numeric"
            autoComplete="off"
            maxLength={24}
            value={matricule}
            onChange={(event) => setMatricule(event.currentTarget.value)}
          />
          <Checkbox
            label={t('identity.isNia')}
            checked={isNia}
            onChange={(event) => setNia(event.currentTarget.checked)}
          />
        </>
      )}
    </ConfirmDialog>
  );
}
