import { SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IdentityFields } from '@/referral/identity-fields';
import { Disclosure } from '@/ui/disclosure';
import type { SectionProps } from './section';
import { useTexts } from './texts';
import { FIELD_IDS } from './validation';

/** What the bulletin can hold besides: never asked for, opened by who has it at hand or when one is at fault. */
export function IdentityMore({ form, faultOf }: SectionProps) {
  const t = useTexts();
  const isAtFault = Boolean(faultOf('email') || faultOf('nir') || faultOf('identity'));
  return (
    <Disclosure summary={t('person.more')} forcedOpen={isAtFault}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t('person.birthName')}
          autoComplete="off"
          maxLength={80}
          {...form.getInputProps('birthName')}
        />
        <TextInput
          id={FIELD_IDS.email}
          label={t('person.email')}
          type="email"
          autoComplete="off"
          {...form.getInputProps('email')}
          error={faultOf('email')}
        />
        <TextInput
          label={t('person.address')}
          autoComplete="off"
          maxLength={200}
          {...form.getInputProps('address')}
        />
        <TextInput
          id={FIELD_IDS.nir}
          label={t('person.nir')}
          description={t('person.nirHint')}
          inputMode="numeric"
          autoComplete="off"
          {...form.getInputProps('nir')}
          error={faultOf('nir')}
        />
      </SimpleGrid>
      <Stack gap="xs" mt="md" id={FIELD_IDS.identity} tabIndex={-1}>
        <IdentityFields
          value={form.values.identity}
          onChange={(next) => form.setFieldValue('identity', next)}
        />
        <Text size="sm" c="red">
          {faultOf('identity')}
        </Text>
      </Stack>
    </Disclosure>
  );
}
