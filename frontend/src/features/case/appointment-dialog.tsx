import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { civilInstant } from '@/lib/dates';
import { useAct } from '@/referral/acts';
import { APPOINTMENT_WAIVERS } from '@/referral/options';
import { useReferralTexts } from '@/referral/texts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField, TimeField } from '@/ui/day-field';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import type { DialogProps } from './dialog-props';
import { useTexts } from './texts';

type Waiver = (typeof APPOINTMENT_WAIVERS)[number]['value'];

/** The first appointment as the professional states it, or the reason to do without. */
export function AppointmentDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const words = useReferralTexts();
  const record = useAct('recordAppointment');
  const [how, setHow] = useState<'stated' | 'waive'>('stated');
  const [day, setDay] = useState('');
  const [time, setTime] = useState('');
  const [waiver, setWaiver] = useState<Waiver | null>(null);
  const isWaiver = how === 'waive';
  const isReady = isWaiver ? waiver !== null : day !== '' && time !== '';
  const confirm = () =>
    record.mutate(
      {
        id: referral.referral_id,
        act: isWaiver ? { waived_reason: waiver } : { at: civilInstant(day, time) },
      },
      {
        onSuccess: () => {
          notifyDone(t('done.first-appointment'));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      title={words('appointment.title')}
      act={isWaiver ? words('appointment.waiveAct') : words('appointment.act')}
      busy={record.isPending}
      disabled={!isReady}
      onClose={onClose}
      onConfirm={confirm}
    >
      <SegmentedControl
        aria-label={words('appointment.title')}
        value={how}
        onChange={(next) => setHow(next as 'stated' | 'waive')}
        data={[
          { value: 'stated', label: words('appointment.stated') },
          { value: 'waive', label: words('appointment.waiveAct') },
        ]}
        orientation="vertical"
      />
      {isWaiver ? (
        <ReasonSelect
          label={words('appointment.waive')}
          options={APPOINTMENT_WAIVERS}
          value={waiver}
          onChange={setWaiver}
        />
      ) : (
        <Stack gap="xs">
          <Group>
            <DayField label={words('appointment.date')} value={day} onChange={setDay} />
            <TimeField label={words('appointment.time')} value={time} onChange={setTime} />
          </Group>
          {!isReady && (
            <Text size="sm" c="dimmed">
              {words('appointment.dateMissing')}
            </Text>
          )}
        </Stack>
      )}
    </ConfirmDialog>
  );
}
