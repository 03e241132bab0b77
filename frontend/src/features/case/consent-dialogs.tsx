import { Checkbox, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { PATHS } from '@/app/paths';
import { civilInstant, isoDay } from '@/lib/dates';
import { useAct, useRefuseConsent } from '@/referral/acts';
import { CONSENT_GIVEN } from '@/referral/options';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import type { DialogProps } from './dialog-props';
import { useTexts } from './texts';

type Given = (typeof CONSENT_GIVEN)[number]['value'];

/** A person whose need an imported list had brought was asked, and says yes. */
export function ConsentDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const record = useAct('recordConsent');
  const [given, setGiven] = useState<Given>('oral');
  const [shares, setShares] = useState(false);
  const today = isoDay(new Date());
  const [day, setDay] = useState(today);
  const { referral_id: id, case_number: number } = referral;
  const confirm = () =>
    record.mutate(
      // An earlier day at noon; today is now, as the service dates it.
      { id, act: { given, bulletin_sharing: shares, at: day === today ? null : civilInstant(day, '12:00') } },
      {
        onSuccess: () => {
          notifyDone(t('done.consent', { number }));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      title={t('consent.title', { number })}
      act={t('consent.act')}
      busy={record.isPending}
      disabled={!day || day > today}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Text>{t('consent.text')}</Text>
      <ReasonSelect label={t('consent.how')} options={CONSENT_GIVEN} value={given} onChange={setGiven} />
      <DayField label={t('consent.day')} max={today} value={day} onChange={setDay} maw={280} />
      <Checkbox
        label={t('consent.sharing')}
        checked={shares}
        onChange={(event) => setShares(event.currentTarget.checked)}
      />
    </ConfirmDialog>
  );
}

/** She says no: the need is counted, and the request is no more. */
export function ConsentRefusalDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const navigate = useNavigate();
  const refuse = useRefuseConsent();
  const [day, setDay] = useState('');
  const confirm = () =>
    refuse.mutate(
      { id: referral.referral_id, act: { recontact_on: day || null } },
      {
        onSuccess: () => {
          notifyDone(t('done.consent-refusal'));
          onClose();
          void navigate({ to: PATHS.referrals, search: { liste: 'accords-a-recueillir' } });
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      title={t('consent.refusalTitle', { number: referral.case_number })}
      act={t('consent.refusalAct')}
      busy={refuse.isPending}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Text>{t('consent.refusalText')}</Text>
      <DayField label={t('consent.recontact')} value={day} onChange={setDay} maw={280} />
    </ConfirmDialog>
  );
}
