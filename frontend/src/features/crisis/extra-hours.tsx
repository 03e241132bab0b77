import { Select } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { AgendaField } from '@/agendas/agenda-field';
import { HoursFields } from '@/agendas/hours-fields';
import { useHoursRules } from '@/agendas/opened-hours';
import { usePlaces } from '@/agendas/use-places';
import { ProfessionalField } from '@/directory/professional-field';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { SomeOfChips } from '@/ui/chips-field';
import { AddFrame, type AddProps } from './add-frame';
import type { Audience, ExtraOpening, Modality } from './queries';
import { useTexts } from './texts';

/** Hours that open each week in an agenda while the plan is on; beside the titular, at his place, too. */
export function ExtraHours({ onAdd, onCancel }: AddProps<ExtraOpening>) {
  const t = useTexts();
  const rules = useHoursRules();
  const [names, setNames] = useState<Record<string, string>>({});
  const form = useForm({
    initialValues: {
      professional_id: null as string | null,
      host_id: null as string | null,
      place_id: null as string | null,
      weekdays: [] as string[],
      from_time: '14:00',
      to_time: '17:00',
      slot_minutes: 15,
      modalities: ['AMB'] as Modality[],
      audience: ['cpts', 'snp'] as Audience[],
    },
    validate: {
      professional_id: (value) => (value ? null : t('edit.missing.agenda')),
      weekdays: rules.weekdays,
      ...rules.hours,
    },
  });
  const { professional_id, host_id } = form.values;
  const places = usePlaces(host_id ?? professional_id);
  const choose = (field: 'professional_id' | 'host_id') => (id: string | null, name: string | null) => {
    form.setValues({ [field]: id, place_id: null });
    if (id && name) setNames({ ...names, [id]: name });
  };
  const add = form.onSubmit((values) =>
    onAdd(
      {
        ...values,
        professional_id: values.professional_id ?? '',
        place_id: values.place_id ?? '',
        weekdays: values.weekdays.map(Number) as ExtraOpening['weekdays'],
      },
      names,
    ),
  );
  return (
    <AddFrame title={t('edit.addHours')} onAdd={() => add()} onCancel={onCancel}>
      <AgendaField
        label={t('edit.agenda')}
        value={professional_id}
        error={form.errors.professional_id as string | undefined}
        onChange={choose('professional_id')}
      />
      <ProfessionalField label={t('edit.host')} value={host_id} onChange={choose('host_id')} />
      <Select label={t('edit.place')} data={places} {...form.getInputProps('place_id')} />
      <SomeOfChips
        legend={t('edit.weekdays')}
        options={optionsOf(codes.weekday)}
        {...form.getInputProps('weekdays')}
      />
      <HoursFields form={form} />
      <SomeOfChips
        legend={t('edit.audience')}
        options={optionsOf(codes.audience)}
        {...form.getInputProps('audience')}
      />
    </AddFrame>
  );
}
