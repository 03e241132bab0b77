import { NumberInput, SimpleGrid, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { SomeOfChips } from '@/ui/chips-field';
import { idOf } from './rota-faults';
import type { Form } from './rota-form';
import { useTexts } from './texts';

export interface FieldsProps {
  form: UseFormReturnType<Form>;
}

/** Of a maison de garde. */
export function SiteFields({ form }: FieldsProps) {
  const t = useTexts();
  const field = (path: 'site' | 'phone' | 'address') => ({
    id: idOf(path),
    label: t(`make.${path}`),
    ...form.getInputProps(path),
  });
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput maxLength={120} {...field('site')} />
        <TextInput maxLength={20} {...field('phone')} />
      </SimpleGrid>
      <TextInput maxLength={200} {...field('address')} />
      <SomeOfChips
        id={idOf('weekdays')}
        legend={t('make.weekdays')}
        options={optionsOf(codes.weekday)}
        {...form.getInputProps('weekdays')}
      />
    </>
  );
}

/** What every rota says: how many are on duty, how they rest, who sees their slots. */
export function RuleFields({ form }: FieldsProps) {
  const t = useTexts();
  const field = (path: 'seats' | 'rest') => ({
    id: idOf(path),
    label: t(`make.${path}`),
    ...form.getInputProps(path),
  });
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} style={{ alignItems: 'end' }}>
        <NumberInput min={1} max={5} {...field('seats')} />
        <NumberInput min={1} max={180} {...field('rest')} />
      </SimpleGrid>
      <SomeOfChips
        id={idOf('audience')}
        legend={t('make.audience')}
        hint={t('make.audienceHint')}
        options={optionsOf(codes.audience)}
        {...form.getInputProps('audience')}
      />
    </>
  );
}
