import { NumberInput, SimpleGrid } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { SomeOfChips } from '@/ui/chips-field';
import { TimeField } from '@/ui/day-field';
import { useAgendaTexts } from './texts';

interface HoursFieldsProps<Values> {
  form: UseFormReturnType<Values>;
}

/** Hours of a day, cut into slots, and how people are received in them: said alike wherever hours are opened. */
export function HoursFields<Values>({ form }: HoursFieldsProps<Values>) {
  const t = useAgendaTexts();
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TimeField label={t('from')} {...form.getInputProps('from_time')} />
        <TimeField label={t('to')} {...form.getInputProps('to_time')} />
        <MinutesField form={form} />
      </SimpleGrid>
      <ModalityField form={form} />
    </>
  );
}

export function MinutesField<Values>({ form }: HoursFieldsProps<Values>) {
  const t = useAgendaTexts();
  return (
    <NumberInput label={t('minutes')} min={5} max={240} step={5} {...form.getInputProps('slot_minutes')} />
  );
}

export function ModalityField<Values>({ form }: HoursFieldsProps<Values>) {
  const t = useAgendaTexts();
  return (
    <SomeOfChips
      legend={t('modality')}
      options={optionsOf(codes.modality)}
      {...form.getInputProps('modalities')}
    />
  );
}
