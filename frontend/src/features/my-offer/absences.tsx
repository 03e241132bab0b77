import { Button, CloseButton, Fieldset, Group, Select, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Professional } from '@/directory/queries';
import { useDirectoryTexts } from '@/directory/texts';
import { isoDay, tableDay } from '@/lib/dates';
import { DayField } from '@/ui/day-field';
import { notifyRefusal, notifyUndo } from '@/ui/notify';
import { type StateAbsence, useRemoveAbsence, useStateAbsence } from './queries';
import { useTexts } from './texts';

const REASONS = ['holiday', 'training', 'sick', 'parental', 'other'] as const;

/** Dated absences: nobody is asked during one, and its slots are closed. */
export function Absences({ person }: { person: Professional }) {
  const t = useTexts();
  const words = useDirectoryTexts();
  const state = useStateAbsence(person.professional_id);
  const remove = useRemoveAbsence(person.professional_id);
  function takeBack(absence: Professional['absences'][number]) {
    const again = {
      starts_on: absence.starts_on,
      ends_on: absence.ends_on,
      reason_code: absence.reason_code as StateAbsence['reason_code'],
    };
    remove.mutate(absence.absence_id, {
      onSuccess: () => notifyUndo(t('absenceRemoved'), () => state.mutate(again, { onError: notifyRefusal })),
      onError: notifyRefusal,
    });
  }
  return (
    <Fieldset legend={t('absences')}>
      <Stack gap="sm">
        {person.absences.length === 0 && <Text c="dimmed">{t('noAbsence')}</Text>}
        {person.absences.map((absence) => (
          <Group key={absence.absence_id} gap="xs" justify="space-between" wrap="nowrap">
            <Text>
              {words('sheet.absence', { from: tableDay(absence.starts_on), to: tableDay(absence.ends_on) })}
              {` · ${words(`absenceReason.${absence.reason_code as 'holiday'}`)}`}
            </Text>
            <CloseButton
              aria-label={t('remove', { day: tableDay(absence.starts_on) })}
              onClick={() => takeBack(absence)}
            />
          </Group>
        ))}
        <NewAbsence
          busy={state.isPending}
          onState={(absence, done) =>
            state.mutate(absence, {
              onSuccess: (made) => {
                done();
                notifyUndo(t('absenceAdded'), () =>
                  remove.mutate(made.absence_id, { onError: notifyRefusal }),
                );
              },
              onError: notifyRefusal,
            })
          }
        />
      </Stack>
    </Fieldset>
  );
}

interface NewAbsenceProps {
  busy: boolean;
  onState: (absence: StateAbsence, done: () => void) => void;
}

function NewAbsence({ busy, onState }: NewAbsenceProps) {
  const t = useTexts();
  const words = useDirectoryTexts();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [reason, setReason] = useState<(typeof REASONS)[number]>('holiday');
  const [fault, setFault] = useState<string>();
  function submit(event: FormEvent) {
    event.preventDefault();
    const isComplete = from !== '' && to >= from;
    setFault(isComplete ? undefined : t('dates'));
    if (!isComplete) return;
    onState({ starts_on: from, ends_on: to, reason_code: reason }, () => {
      setFrom('');
      setTo('');
    });
  }
  return (
    <form onSubmit={submit} noValidate>
      <Group gap="sm" align="flex-end">
        <DayField label={t('from')} min={isoDay(new Date())} value={from} error={fault} onChange={setFrom} />
        <DayField label={t('to')} min={from} value={to} onChange={setTo} />
        <Select
          label={t('reason')}
          data={REASONS.map((code) => ({ value: code, label: words(`absenceReason.${code}`) }))}
          value={reason}
          onChange={(value) => setReason((value as typeof reason) ?? 'holiday')}
          allowDeselect={false}
        />
        <Button type="submit" variant="default" loading={busy}>
          {t('addAbsence')}
        </Button>
      </Group>
    </form>
  );
}
