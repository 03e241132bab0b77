import { NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { COORDINATION, hasRole, useSession } from '@/api/session';
import { ProfessionalField } from '@/directory/professional-field';
import { isoDay } from '@/lib/dates';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import { type FlagUnpaidAct, type UnpaidActKind, useFlag } from '@/unpaid-acts/queries';
import { useUnpaidActTexts } from '@/unpaid-acts/texts';
import type { DialogProps } from './dialog-props';

const KINDS = optionsOf(codes.unpaidActKind);
const { oral, written, representative } = codes.handoverAgreed;
const AGREED = optionsOf({ oral, written, representative });

/** A professional says his own; a coordinator says who did it. */
export function UnpaidActDialog({ referral, onClose }: DialogProps) {
  const t = useUnpaidActTexts();
  const session = useSession();
  const flag = useFlag(referral.referral_id);
  const today = isoDay(new Date());
  const [kind, setKind] = useState<UnpaidActKind>('consultation');
  const [doneOn, setDoneOn] = useState(today);
  const [agreed, setAgreed] = useState<FlagUnpaidAct['agreed'] | null>(null);
  const [who, setWho] = useState<string | null>(referral.placed_professional_id);
  const coordinates = hasRole(session, ...COORDINATION);
  const isSaid = agreed !== null && doneOn !== '' && (!coordinates || who !== null);
  const confirm = () =>
    agreed &&
    flag.mutate(
      { kind, done_on: doneOn, agreed, ...(coordinates && { professional_id: who }) },
      {
        onSuccess: () => {
          notifyDone(t('flag.done'));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      title={t('flag.title')}
      act={t('flag.act')}
      busy={flag.isPending}
      disabled={!isSaid}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Text>{t('flag.text')}</Text>
      <NativeSelect
        label={t('flag.kind')}
        value={kind}
        data={KINDS}
        onChange={(event) => setKind(event.currentTarget.value as UnpaidActKind)}
      />
      <DayField label={t('flag.on')} max={today} value={doneOn} onChange={setDoneOn} />
      {coordinates && <ProfessionalField label={t('flag.who')} value={who} onChange={setWho} />}
      <ReasonSelect label={t('flag.agreed')} options={AGREED} value={agreed} onChange={setAgreed} />
    </ConfirmDialog>
  );
}
