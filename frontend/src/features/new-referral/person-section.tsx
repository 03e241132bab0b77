import { Group, SimpleGrid, Text, TextInput } from '@mantine/core';
import { OrElse, ResidenceField, SexField } from './field-groups';
import { IdentityMore } from './identity-more';
import { Section, type SectionProps } from './section';
import { useTexts } from './texts';
import { FIELD_IDS } from './validation';

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
        <OrElse box="birthUnknown" form={form}>
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
        </OrElse>
        <SexField form={form} faultOf={faultOf} />
        <ResidenceField form={form} faultOf={faultOf} />
        <OrElse box="throughMe" form={form}>
          <TextInput
            id={FIELD_IDS.phone}
            label={t('person.phone')}
            withAsterisk={!values.throughMe && !values.email}
            type="tel"
            autoComplete="off"
            {...form.getInputProps('phone')}
            error={faultOf('contact') ?? faultOf('phone')}
          />
        </OrElse>
      </SimpleGrid>
      <Group>
        <IdentityMore form={form} faultOf={faultOf} />
      </Group>
    </Section>
  );
}
