import { NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { RepresentativeLink } from '@/api/types';
import { useCodes } from '@/lib/i18n';
import codesOf from '@/locales/fr/codes.json';
import type { SectionProps } from './section';
import { isMinor } from './state-need';
import { useTexts } from './texts';
import { FIELD_IDS } from './validation';

const LINKS = Object.keys(codesOf.representativeLink) as RepresentativeLink[];

/** Who speaks for a minor or a protected adult; nobody else is asked for it. */
export function RepresentativeFields({ form, faultOf }: SectionProps) {
  const t = useTexts();
  const codes = useCodes();
  const { given, birth, birthUnknown, representativeName } = form.values;
  const minor = !birthUnknown && isMinor(birth, new Date());
  if (given !== 'representative' && !minor && !representativeName) return null;
  return (
    <Stack gap="xs">
      {minor && <Text size="sm">{t('representative.minor')}</Text>}
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <TextInput
          id={FIELD_IDS.representative}
          label={t('representative.name')}
          withAsterisk={given === 'representative'}
          autoComplete="off"
          maxLength={120}
          {...form.getInputProps('representativeName')}
          error={faultOf('representative')}
        />
        <NativeSelect
          label={t('representative.link')}
          data={LINKS.map((value) => ({ value, label: codes(`representativeLink.${value}`) }))}
          value={form.values.representativeLink}
          onChange={(event) =>
            form.setFieldValue('representativeLink', event.currentTarget.value as RepresentativeLink)
          }
        />
        <TextInput
          label={t('representative.phone')}
          type="tel"
          autoComplete="off"
          {...form.getInputProps('representativePhone')}
        />
      </SimpleGrid>
    </Stack>
  );
}
