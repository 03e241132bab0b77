import { Checkbox, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Sex } from '@/api/types';
import { OneOfChips } from '@/ui/chips-field';
import { CommuneField } from '@/ui/commune-field';
import { URGENCIES } from './form-values';
import type { SectionProps } from './section';
import { useTexts } from './texts';
import { FIELD_IDS } from './validation';

const SEXES: Sex[] = ['female', 'male', 'unknown'];

export function useSexOptions() {
  const t = useTexts();
  return SEXES.map((value) => ({ value, label: t(`person.${value}`) }));
}

export function SexField({ form, faultOf }: SectionProps) {
  const t = useTexts();
  return (
    <OneOfChips
      id={FIELD_IDS.sex}
      legend={t('person.sex')}
      required
      error={faultOf('sex')}
      options={useSexOptions()}
      value={form.values.sex}
      onChange={(sex) => form.setFieldValue('sex', sex)}
    />
  );
}

interface OrElseProps {
  box: 'birthUnknown' | 'noAddress' | 'throughMe';
  form: SectionProps['form'];
  children: ReactNode;
}

/** A field, and the box that says why it stays empty. */
export function OrElse({ box, form, children }: OrElseProps) {
  const t = useTexts();
  return (
    <Stack gap={6}>
      {children}
      <Checkbox label={t(`person.${box}`)} {...form.getInputProps(box, { type: 'checkbox' })} />
    </Stack>
  );
}

export function ResidenceField({ form, faultOf }: SectionProps) {
  const t = useTexts();
  return (
    <OrElse box="noAddress" form={form}>
      <CommuneField
        id={FIELD_IDS.residence}
        label={t('person.commune')}
        required
        disabled={form.values.noAddress}
        value={form.values.communeCode}
        onChange={(code) => form.setFieldValue('communeCode', code)}
        error={faultOf('residence')}
      />
    </OrElse>
  );
}

export function UrgencyField({ form, faultOf }: SectionProps) {
  const t = useTexts();
  return (
    <OneOfChips
      id={FIELD_IDS.urgency}
      legend={t('urgency.legend')}
      required
      error={faultOf('urgency')}
      options={URGENCIES.map((value) => ({ value, label: t(`urgency.${value}`) }))}
      value={form.values.urgency}
      onChange={(next) => form.setFieldValue('urgency', next)}
    />
  );
}
