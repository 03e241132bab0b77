import { SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { type CancelAppointment, useCancel } from './queries';
import { useAppointmentTexts } from './texts';

const REASONS: Record<CancelAppointment['by'], CancelAppointment['reason_code'][]> = {
  patient: ['unavailable', 'no_longer_needed', 'found_elsewhere', 'hospitalised', 'moved', 'other'],
  practice: ['professional_absent', 'emergency', 'moved', 'mistake', 'other'],
};

export function CancelDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useAppointmentTexts();
  const cancel = useCancel();
  const [by, setBy] = useState<CancelAppointment['by']>('patient');
  const [reason, setReason] = useState<CancelAppointment['reason_code']>('unavailable');
  return (
    <ConfirmDialog
      opened
      danger
      title={t('cancel.title')}
      act={t('cancel.confirm')}
      wayOut={t('cancel.keep')}
      busy={cancel.isPending}
      onClose={onClose}
      onConfirm={() =>
        cancel.mutate(
          { id, by, reason_code: reason },
          {
            onSuccess: () => {
              notifyDone(t('cancel.done'));
              onClose();
            },
            onError: notifyRefusal,
          },
        )
      }
    >
      <Stack gap="sm">
        <Text size="sm" fw={600}>
          {t('cancel.by')}
        </Text>
        <SegmentedControl
          aria-label={t('cancel.by')}
          value={by}
          onChange={(value) => {
            const who = value as CancelAppointment['by'];
            setBy(who);
            setReason(REASONS[who][0] ?? 'other');
          }}
          data={[
            { value: 'patient', label: t('cancel.patient') },
            { value: 'practice', label: t('cancel.practice') },
          ]}
        />
        <Select
          label={t('cancel.reason')}
          data={REASONS[by].map((code) => ({ value: code, label: t(`cancelReason.${code}`) }))}
          value={reason}
          allowDeselect={false}
          onChange={(value) => setReason((value as CancelAppointment['reason_code']) ?? 'other')}
        />
      </Stack>
    </ConfirmDialog>
  );
}
