import { SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSession } from '@/api/session';
import { professionalQuery } from '@/directory/queries';
import { OrElse, ResidenceField, SexField } from './field-groups';
import { RepresentativeFields } from './representative-fields';
import type { SectionProps } from './section';
import { useTexts } from './texts';
import { FIELD_IDS } from './validation';

/** Who it is: four things typed, one touched. The commune is that of the counter unless said otherwise. */
export function CounterPerson({ form, faultOf }: SectionProps) {
  const t = useTexts();
  const { values } = form;
  const own = useOwnCommune();
  // biome-ignore lint/correctness/useExhaustiveDependencies: fills what is empty once, and never what was changed
  useEffect(() => {
    if (own && !values.communeCode && !values.noAddress) form.setFieldValue('communeCode', own);
  }, [own]);
  const typed = (key: 'familyName' | 'givenName' | 'birth' | 'phone') => ({
    id: FIELD_IDS[key],
    withAsterisk: true,
    autoComplete: 'off',
    ...form.getInputProps(key),
    error: faultOf(key),
  });
  return (
    <Stack gap="xs" component="section" aria-label={t('person.legend')}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={t('person.familyName')}
          maxLength={80}
          data-autofocus
          autoFocus
          {...typed('familyName')}
        />
        <TextInput label={t('person.givenName')} maxLength={80} {...typed('givenName')} />
        <OrElse box="birthUnknown" form={form}>
          <TextInput label={t('person.birth')} description={t('person.birthHint')} {...typed('birth')} />
        </OrElse>
        <OrElse box="throughMe" form={form}>
          <TextInput
            label={t('person.phone')}
            description={t('counter.phoneHint')}
            type="tel"
            {...typed('phone')}
            error={faultOf('contact') ?? faultOf('phone')}
          />
        </OrElse>
        <SexField form={form} faultOf={faultOf} />
        <ResidenceField form={form} faultOf={faultOf} />
      </SimpleGrid>
      <RepresentativeFields form={form} faultOf={faultOf} />
    </Stack>
  );
}

/** Where the person at the counter most often lives: the commune of who asks, by his own sheet. */
function useOwnCommune(): string | null {
  const { professional_id: id } = useSession();
  const sheet = useQuery({ ...professionalQuery(id ?? ''), enabled: id !== null });
  return sheet.data?.places[0]?.commune_code ?? null;
}
