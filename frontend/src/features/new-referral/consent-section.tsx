import { Alert, Anchor, Radio, Stack, Text } from '@mantine/core';
import { PATHS } from '@/app/paths';
import { OneOfChips } from '@/ui/chips-field';
import { CommuneField } from '@/ui/commune-field';
import { DayField } from '@/ui/day-field';
import type { Consent, FormValues } from './form-values';
import { RepresentativeFields } from './representative-fields';
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
        <Radio.Group
          id={FIELD_IDS.consent}
          label={t('consent.told')}
          withAsterisk
          error={faultOf('consent')}
          value={consent}
          onChange={(next) => form.setFieldValue('consent', next as Consent)}
        >
          <Stack gap="sm" mt="xs">
            {CONSENTS.map((value) => (
              <Radio key={value} value={value} label={t(`consent.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {consent === 'refused' ? (
          <>
            <Alert color="petrole" variant="light" role="status">
              {t('consent.refusedNote')}
            </Alert>
            <CommuneField
              id={FIELD_IDS.residence}
              label={t('consent.commune')}
              w={260}
              value={form.values.communeCode}
              onChange={(code) => form.setFieldValue('communeCode', code)}
            />
            <DayField
              label={t('consent.recontact')}
              description={t('consent.recontactHint')}
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
        {consent !== 'refused' && <RepresentativeFields form={form} faultOf={faultOf} />}
        <Anchor href={PATHS.information} target="_blank" rel="noopener">
          {t('consent.information')}
        </Anchor>
        <Text size="sm" c="dimmed">
          {t('emergency')}
        </Text>
      </Stack>
    </Section>
  );
}
