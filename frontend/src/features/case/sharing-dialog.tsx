import { Text } from '@mantine/core';
import { useState } from 'react';
import { civilInstant, isoDay } from '@/lib/dates';
import { useAct } from '@/referral/acts';
import { CONSENT_GIVEN } from '@/referral/options';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import type { DialogProps } from './dialog-props';
import { useTexts } from './texts';

type Given = (typeof CONSENT_GIVEN)[number]['value'];

/** The person had agreed to the search alone, and now agrees that whom she chooses reads the bulletin. */
export function SharingDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const agree = useAct('agreeToShare');
  const [given, setGiven] = useState<Given>('oral');
  const today = isoDay(new Date());
  const [day, setDay] = useState(today);
  const name = referral.placed_professional_name;
  const confirm = () =>
    agree.mutate(
      // An earlier day at noon; today is now, as the service dates it.
      { id: referral.referral_id, act: { given, at: day === today ? null : civilInstant(day, '12:00') } },
      {
        onSuccess: () => {
          notifyDone(name ? t('sharing.doneFor', { name }) : t('sharing.done'));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      title={t('sharing.title', { number: referral.case_number })}
      act={t('sharing.act')}
      busy={agree.isPending}
      disabled={!day || day > today}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Text>{name ? t('sharing.textFor', { name }) : t('sharing.text')}</Text>
      <ReasonSelect label={t('sharing.how')} options={CONSENT_GIVEN} value={given} onChange={setGiven} />
      <DayField label={t('sharing.day')} max={today} value={day} onChange={setDay} maw={280} />
    </ConfirmDialog>
  );
}
