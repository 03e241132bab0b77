import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SocialBulletin } from '@/api/types';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import { type Rights, useWriteRights } from './bulletin-writing';
import { useTexts } from './texts';

const STATES = optionsOf(codes.rightsState);

/** Where the rights stand: said in a dialog of its own, so that no other word of the bulletin is written again. */
export function EditRights({ bulletin }: { bulletin: SocialBulletin }) {
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => setOpen(true)}>
        {t('rights.edit')}
      </Button>
      {isOpen && <RightsDialog bulletin={bulletin} onClose={() => setOpen(false)} />}
    </>
  );
}

function RightsDialog({ bulletin, onClose }: { bulletin: SocialBulletin; onClose: () => void }) {
  const t = useTexts();
  const write = useWriteRights(bulletin);
  const [state, setState] = useState<Rights['state'] | null>(bulletin.rights_status?.state ?? null);
  const [from, setFrom] = useState(bulletin.rights_status?.open_from ?? '');
  const confirm = () =>
    state &&
    write.mutate(
      { state, open_from: from || null },
      {
        onSuccess: () => {
          notifyDone(t('rights.done'));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      title={t('rights.edit')}
      act={t('rights.act')}
      busy={write.isPending}
      disabled={!state}
      onClose={onClose}
      onConfirm={confirm}
    >
      <ReasonSelect label={t('rights.state')} options={STATES} value={state} onChange={setState} />
      <DayField
        label={t('rights.openFrom')}
        description={t('rights.openFromHelp')}
        value={from}
        onChange={setFrom}
      />
    </ConfirmDialog>
  );
}
