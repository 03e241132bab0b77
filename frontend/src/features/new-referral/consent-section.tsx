import { Alert, Stack, Text, TextInput } from '@mantine/core';
import { OneOfChips } from '@/ui/chips-field';
import type { Consent, FormValues } from './form-values';
import { Section, type SectionProps } from './section';
import { useTexts } from './texts';
import { FIELD_IDS } from './validation';

const CONSENTS: Consent[] = ['both', 'search', 'refused'];
const GIVEN: FormValues['given'][] = ['oral', 'written', 'representative'];

export function ConsentSection({ form, faultOf }: SectionProps) {
  const t = useTexts();
  const { consent, given } = form.values;
  return (
    <Section title={t('consent.legend')}>
      <Stack gap="md">
        <OneOfChips
          id={FIELD_IDS.consent}
          legend={t('consent.told')}
          required
          error={faultOf('consent')}
          options={CONSENTS.map((value) => ({ value, label: t(`consent.${value}`) }))}
          value={consent}
          onChange={(next) => form.setFieldValue('consent', next)}
        />
        {consent === 'refused' ? (
          <>
            <Alert color="petrole" variant="light" role="status">
              {t('consent.refusedNote')}
            </Alert>
            <TextInput
              type="date"
              label={t('consent.recontact')}
              w={260}
              maw="100%"
              {...form.getInputProps('recontactOn')}
            />
          </>
        ) : (
          <OneOfChips
            legend={t('consent.given')}
            options={GIVEN.map((value) => ({ value, label: t(`consent.${value}`) }))}
            value={given}
            onChange={(next) => form.setFieldValue('given', next)}
          />
        )}
        <Text size="sm" c="dimmed">
          {t('emergency')}
        </Text>
      </Stack>
    </Section>
  );
}
