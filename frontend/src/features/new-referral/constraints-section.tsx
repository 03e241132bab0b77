import { Checkbox, MultiSelect, Stack } from '@mantine/core';
import { memo } from 'react';
import { useCommon } from '@/lib/i18n';
import codesOf from '@/locales/fr/codes.json';
import { OneOfChips } from '@/ui/chips-field';
import { RemoteField } from './remote-field';
import { Section, type SectionProps, sameAnswers } from './section';
import { useTexts } from './texts';

const LANGUAGES = Object.entries(codesOf.language)
  .filter(([code]) => code !== 'fr')
  .map(([value, label]) => ({ value, label }));

function Constraints({ form }: Pick<SectionProps, 'form'>) {
  const t = useTexts();
  const common = useCommon();
  const { values } = form;
  return (
    <Section title={t('constraints.legend')}>
      <Stack gap="sm">
        <Checkbox
          label={t('constraints.homeVisit')}
          {...form.getInputProps('homeVisit', { type: 'checkbox' })}
        />
        <RemoteField form={form} />
        <Checkbox
          label={t('constraints.wheelchair')}
          {...form.getInputProps('wheelchair', { type: 'checkbox' })}
        />
        <Checkbox
          label={t('constraints.advance')}
          {...form.getInputProps('advanceChoice', { type: 'checkbox' })}
        />
        <OneOfChips
          legend={t('constraints.doctorSex')}
          options={[
            { value: 'none', label: t('constraints.noPreference') },
            { value: 'female', label: t('constraints.woman') },
            { value: 'male', label: t('constraints.man') },
          ]}
          value={values.doctorSex}
          onChange={(next) => form.setFieldValue('doctorSex', next)}
        />
        {values.doctorSex !== 'none' && (
          <Checkbox
            label={t('constraints.sexImperative')}
            {...form.getInputProps('doctorSexImperative', { type: 'checkbox' })}
          />
        )}
        <MultiSelect
          label={t('constraints.languages')}
          description={t('constraints.languagesHint')}
          data={LANGUAGES}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': common('actions.cancel') }}
          maw={420}
          {...form.getInputProps('languages')}
        />
      </Stack>
    </Section>
  );
}

export const ConstraintsSection = memo(
  Constraints,
  sameAnswers(
    'homeVisit',
    'teleconsultation',
    'accompaniedBy',
    'wheelchair',
    'advanceChoice',
    'doctorSex',
    'doctorSexImperative',
    'languages',
  ),
);
