import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { COORDINATION, hasRole, useSession } from '@/api/session';
import type { Door, ReferenceSystem } from '@/api/types';
import { useCodes } from '@/lib/i18n';
import codesOf from '@/locales/fr/codes.json';
import { ownDoorQuery } from './queries';
import { Section, type SectionProps } from './section';
import { useTexts } from './texts';
import { FIELD_IDS } from './validation';

const DOORS = Object.keys(codesOf.door) as Door[];
const SYSTEMS = Object.keys(codesOf.referenceSystem) as ReferenceSystem[];

/** By which door the person comes, who telephoned, and where a shared record stands already. */
export function OriginSection({ form, faultOf }: SectionProps) {
  const t = useTexts();
  const codes = useCodes();
  const own = useQuery(ownDoorQuery).data?.door;
  const isCoordination = hasRole(useSession(), ...COORDINATION);
  return (
    <Section title={t('origin.legend')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label={t('origin.door')}
          data={[
            {
              value: '',
              label: own ? t('origin.ownDoorIs', { door: codes(`door.${own}`) }) : t('origin.ownDoor'),
            },
            ...DOORS.map((value) => ({ value, label: codes(`door.${value}`) })),
          ]}
          value={form.values.door ?? ''}
          onChange={(event) => form.setFieldValue('door', (event.currentTarget.value || null) as Door | null)}
        />
        {isCoordination && (
          <>
            <TextInput
              label={t('origin.behalf')}
              description={t('origin.behalfHint')}
              autoComplete="off"
              maxLength={120}
              {...form.getInputProps('behalfName')}
            />
            <TextInput
              label={t('origin.structure')}
              autoComplete="off"
              maxLength={160}
              {...form.getInputProps('behalfStructure')}
            />
          </>
        )}
        <NativeSelect
          label={t('reference.system')}
          data={SYSTEMS.map((value) => ({ value, label: codes(`referenceSystem.${value}`) }))}
          value={form.values.referenceSystem}
          onChange={(event) =>
            form.setFieldValue('referenceSystem', event.currentTarget.value as ReferenceSystem)
          }
        />
        <TextInput
          id={FIELD_IDS.reference}
          label={t('reference.url')}
          description={t('reference.hint')}
          type="url"
          autoComplete="off"
          maxLength={500}
          {...form.getInputProps('referenceUrl')}
          error={faultOf('reference')}
        />
      </SimpleGrid>
    </Section>
  );
}
