import { Stack } from '@mantine/core';
import { useState } from 'react';
import { ProfessionalField } from '@/directory/professional-field';
import { isoDay } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { notifyDone } from '@/ui/notify';
import { Refused } from '@/ui/refused';
import { useJoin } from './queries';
import { useTexts } from './texts';

/** Finds a professional of the directory by name and makes a member of him from a date on. */
export function AddMember({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTexts();
  const join = useJoin();
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const [on, setOn] = useState(isoDay(new Date()));
  function close() {
    setChosen(null);
    join.reset();
    onClose();
  }
  return (
    <ConfirmDialog
      opened={opened}
      title={t('addTitle')}
      act={chosen ? t('addAct', { name: chosen.name }) : t('addChoose')}
      disabled={!chosen || !on}
      busy={join.isPending}
      onClose={close}
      onConfirm={() =>
        chosen &&
        join.mutate(
          { professional_id: chosen.id, joined_on: on },
          {
            onSuccess: () => {
              notifyDone(t('added', { name: chosen.name }));
              close();
            },
          },
        )
      }
    >
      <Stack gap="sm">
        <Refused error={join.error} />
        <ProfessionalField
          label={t('addSearch')}
          description={t('addHint')}
          value={chosen?.id ?? null}
          onChange={(id, name) => setChosen(id ? { id, name: name ?? '' } : null)}
          excluded={(person) => (person.is_member ? t('alreadyMember') : undefined)}
        />
        <DayField label={t('addOn')} value={on} onChange={setOn} />
      </Stack>
    </ConfirmDialog>
  );
}
