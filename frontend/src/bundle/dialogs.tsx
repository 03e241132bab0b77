import { Text } from '@mantine/core';
import { useState } from 'react';
import type { Bundle } from '@/api/types';
import { civilInstant, clock, isoDay } from '@/lib/dates';
import codes from '@/locales/fr/codes.json';
import { useReferralTexts } from '@/referral/texts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone, notifyUndo } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import { HourFields } from './hour-fields';
import { type CancelReason, useBundleAct } from './queries';
import { useTexts } from './texts';

interface DialogProps {
  bundle: Bundle;
  onClose: () => void;
}

/** Moving it back is the undo: those who were told are told again. */
export function MoveDialog({ bundle, onClose }: DialogProps) {
  const t = useTexts();
  const { mutate, isPending } = useBundleAct('discharge-move');
  const before = bundle.discharge_at ?? '';
  const [day, setDay] = useState(isoDay(before));
  const [time, setTime] = useState(clock(before));
  const to = (instant: string, done: () => void) =>
    mutate({ id: bundle.bundle_id, act: { discharge_at: instant } }, { onSuccess: done });
  const move = () =>
    to(civilInstant(day, time), () => {
      notifyUndo(t('done.discharge-move'), () => to(before, () => undefined));
      onClose();
    });
  return (
    <ConfirmDialog
      opened
      title={t('move.title')}
      act={t('move.act')}
      busy={isPending}
      disabled={!day || !time}
      onConfirm={move}
      onClose={onClose}
    >
      <Text>{t('move.text')}</Text>
      <HourFields day={day} time={time} onDay={setDay} onTime={setTime} />
    </ConfirmDialog>
  );
}

const REASONS: CancelReason[] = [
  'stays_in_hospital',
  'found_elsewhere',
  'no_longer_needed',
  'moved_away',
  'deceased',
  'consent_withdrawn',
  'entered_by_mistake',
];

export function CancelDialog({ bundle, onClose }: DialogProps) {
  const t = useTexts();
  const words = useReferralTexts();
  const { mutate, isPending } = useBundleAct('discharge-cancellation');
  const [reason, setReason] = useState<CancelReason | null>(null);
  const cancel = () =>
    reason &&
    mutate(
      { id: bundle.bundle_id, act: { reason_code: reason } },
      {
        onSuccess: () => {
          notifyDone(t('done.discharge-cancellation'));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      danger
      title={t('cancel.title')}
      act={t('cancel.act')}
      busy={isPending}
      disabled={!reason}
      onConfirm={cancel}
      onClose={onClose}
    >
      <Text>{t('cancel.text')}</Text>
      <ReasonSelect
        label={words('reason')}
        options={REASONS.map((value) => ({ value, label: codes.withdrawalReason[value] }))}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}
