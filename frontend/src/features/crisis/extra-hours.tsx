import { NumberInput, Select, SimpleGrid } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { AgendaField } from '@/agendas/agenda-field';
import { usePlaces } from '@/agendas/use-places';
import { ProfessionalField } from '@/directory/professional-field';
import { codeLabel } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { optionsOf } from '@/referral/options';
import { SomeOfChips } from '@/ui/chips-field';
import { TimeField } from '@/ui/day-field';
import { AddFrame, type AddProps } from './add-frame';
import type { Audience, ExtraOpening, Modality } from './queries';
import { useTexts } from './texts';

const WEEKDAYS = ['1', '2', '3', '4', '5', '6'];

/** Hours that open each week in an agenda while the plan is on; beside the titular, at his place, too. */
export function ExtraHours({ onAdd, onCancel }: AddProps<ExtraOpening>) {
  const t = useTexts();
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
      place_id: (value) => (value ? null : t('edit.missing.place')),
      weekdays: (value) => (value.length > 0 ? null : t('edit.missing.weekdays')),
      to_time: (value, all) => (value > all.from_time ? null : t('edit.missing.times')),
      modalities: (value) => (value.length > 0 ? null : t('edit.missing.modality')),
      audience: (value) => (value.length > 0 ? null : t('edit.missing.audience')),
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
        options={WEEKDAYS.map((day) => ({ value: day, label: codeLabel('weekday', day) }))}
        value={form.values.weekdays}
        error={form.errors.weekdays as string | undefined}
        onChange={(days) => form.setFieldValue('weekdays', days)}
      />
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TimeField label={t('edit.from')} {...form.getInputProps('from_time')} />
        <TimeField label={t('edit.to')} {...form.getInputProps('to_time')} />
        <NumberInput
          label={t('edit.minutes')}
          min={5}
          max={240}
          step={5}
          {...form.getInputProps('slot_minutes')}
        />
      </SimpleGrid>
      <SomeOfChips
        legend={t('edit.modality')}
        options={optionsOf(codes.modality)}
        value={form.values.modalities}
        error={form.errors.modalities as string | undefined}
        onChange={(all) => form.setFieldValue('modalities', all)}
      />
      <SomeOfChips
        legend={t('edit.audience')}
        options={optionsOf(codes.audience)}
        value={form.values.audience}
        error={form.errors.audience as string | undefined}
        onChange={(all) => form.setFieldValue('audience', all)}
      />
    </AddFrame>
  );
}
