import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { isoDay } from '@/lib/dates';
import { fullName } from '@/lib/typography';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { notifyDone } from '@/ui/notify';
import { Refused } from '@/ui/refused';
import { type DepartMember, type Member, useDepart } from './queries';
import { useTexts } from './texts';

const REASONS = [
  'moved',
  'retired',
  'stopped_practice',
  'own_wish',
  'excluded',
  'deceased',
  'other',
] as const;

/** A departure takes roles and sessions away, hence the dialog. */
export function DepartDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const t = useTexts();
  const depart = useDepart();
  const today = isoDay(new Date());
  const [on, setOn] = useState(today);
  const [reason, setReason] = useState<DepartMember['reason']>('moved');
  return (
    <ConfirmDialog
      opened
      danger
      title={t('departOf', { name: fullName(member) })}
      act={t('departAct')}
      disabled={!on}
      busy={depart.isPending}
      onClose={onClose}
      onConfirm={() =>
        depart.mutate(
          { id: member.professional_id, left_on: on, reason },
          {
            onSuccess: () => {
              notifyDone(t('departed'));
              onClose();
            },
          },
        )
      }
    >
      <Stack gap="sm">
        <Text>{t('departText')}</Text>
        <Refused error={depart.error} />
        <DayField label={t('departOn')} max={today} value={on} onChange={setOn} />
        <Select
          label={t('departReason')}
          data={REASONS.map((code) => ({ value: code, label: t(`reason.${code}`) }))}
          value={reason}
          allowDeselect={false}
          onChange={(value) => setReason((value as DepartMember['reason']) ?? 'other')}
        />
      </Stack>
    </ConfirmDialog>
  );
}
