import { Checkbox, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { Sex } from '@/api/types';
import { OneOfChips } from '@/ui/chips-field';
import { CommuneField } from '@/ui/commune-field';
import { IdentityMore } from './identity-more';
import { Section, type SectionProps } from './section';
import { useTexts } from './texts';
import { FIELD_IDS } from './validation';

const SEXES: Sex[] = ['female', 'male', 'unknown'];

export function PersonSection({ form, faultOf }: SectionProps) {
  const t = useTexts();
  const { values } = form;
  return (
    <Section title={t('person.legend')}>
      <Text size="sm" c="dimmed">
        {t('person.sealed')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          id={FIELD_IDS.familyName}
          label={t('person.familyName')}
          withAsterisk
          autoComplete="off"
          maxLength={80}
          {...form.getInputProps('familyName')}
          error={faultOf('familyName')}
        />
        <TextInput
          id={FIELD_IDS.givenName}
          label={t('person.givenName')}
          withAsterisk
          autoComplete="off"
          maxLength={80}
          {...form.getInputProps('givenName')}
          error={faultOf('givenName')}
        />
        <Stack gap={6}>
          <TextInput
            id={FIELD_IDS.birth}
            label={t('person.birth')}
            description={t('person.birthHint')}
            withAsterisk
            autoComplete="off"
            disabled={values.birthUnknown}
            {...form.getInputProps('birth')}
            error={faultOf('birth')}
          />
          <Checkbox
            label={t('person.birthUnknown')}
            {...form.getInputProps('birthUnknown', { type: 'checkbox' })}
          />
        </Stack>
        <OneOfChips
          id={FIELD_IDS.sex}
          legend={t('person.sex')}
          required
          error={faultOf('sex')}
          options={SEXES.map((value) => ({ value, label: t(`person.${value}`) }))}
          value={values.sex}
          onChange={(sex) => form.setFieldValue('sex', sex)}
        />
        <Stack gap={6}>
          <CommuneField
            id={FIELD_IDS.residence}
            label={t('person.commune')}
            required
            disabled={values.noAddress}
            value={values.communeCode}
            onChange={(code) => form.setFieldValue('communeCode', code)}
            error={faultOf('residence')}
          />
          <Checkbox
            label={t('person.noAddress')}
            {...form.getInputProps('noAddress', { type: 'checkbox' })}
          />
        </Stack>
        <Stack gap={6}>
          <TextInput
            id={FIELD_IDS.phone}
            label={t('person.phone')}
            withAsterisk={!values.throughMe && !values.email}
            type="tel"
            autoComplete="off"
            {...form.getInputProps('phone')}
            error={faultOf('contact') ?? faultOf('phone')}
          />
          <Checkbox
            label={t('person.throughMe')}
            {...form.getInputProps('throughMe', { type: 'checkbox' })}
          />
        </Stack>
      </SimpleGrid>
      <Group>
        <IdentityMore form={form} faultOf={faultOf} />
      </Group>
    </Section>
  );
}
