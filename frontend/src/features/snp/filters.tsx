import { Checkbox, Group, Select, SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LanguageField } from '@/directory/language-field';
import { professionsQuery } from '@/directory/queries';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { NearFields } from '@/ui/near-fields';
import { AroundMe } from './around-me';
import type { SnpSearch } from './search';
import { useTexts } from './texts';

interface FiltersProps {
  search: SnpSearch;
  onChange: (changed: Partial<SnpSearch>) => void;
}

/** Whose slots, where, for what; of one person's week for what alone. */
export function Filters({ search, onChange }: FiltersProps) {
  const t = useTexts();
  const isSomebodys = search.vue === 'semaine';
  return (
    <Stack gap="sm" className="no-print">
      <SimpleGrid cols={{ base: 2, sm: 3, md: 4 }} spacing="sm">
        {!search.vue && (
          <Select
            label={t('filters.when')}
            data={[
              { value: 'soon', label: t('filters.soon') },
              { value: 'demi-journee', label: t('filters.thisHalf') },
              { value: 'demain', label: t('filters.tomorrow') },
            ]}
            value={search.quand ?? 'soon'}
            allowDeselect={false}
            onChange={(value) =>
              onChange({ quand: value === 'soon' ? undefined : (value as SnpSearch['quand']) })
            }
          />
        )}
        {!isSomebodys && <WhoAndWhere search={search} onChange={onChange} />}
        <Select
          label={t('filters.modality')}
          placeholder={t('filters.anyModality')}
          data={optionsOf(codes.modality)}
          value={search.ou ?? null}
          onChange={(value) => onChange({ ou: (value as SnpSearch['ou']) ?? undefined })}
          clearable
        />
        <Select
          label={t('filters.reason')}
          placeholder={t('filters.anyReason')}
          data={optionsOf(codes.bookingReason)}
          value={search.motif ?? null}
          onChange={(value) => onChange({ motif: (value as SnpSearch['motif']) ?? undefined })}
          clearable={!search.type}
          allowDeselect={!search.type}
        />
        {!isSomebodys && <LanguageField value={search.langue} onChange={(langue) => onChange({ langue })} />}
      </SimpleGrid>
      {!isSomebodys && (
        <Group gap="md">
          <AroundMe search={search} onChange={onChange} />
          <Checkbox
            label={t('filters.accessible')}
            checked={search.fauteuil === true}
            onChange={(event) => onChange({ fauteuil: event.currentTarget.checked || undefined })}
          />
        </Group>
      )}
    </Stack>
  );
}

function WhoAndWhere({ search, onChange }: FiltersProps) {
  const t = useTexts();
  const professions = useQuery(professionsQuery);
  return (
    <>
      <Select
        label={t('filters.profession')}
        placeholder={t('filters.all')}
        data={(professions.data?.items ?? []).map(({ code, label }) => ({ value: code, label }))}
        value={search.profession ?? null}
        onChange={(value) => onChange({ profession: value ?? undefined })}
        searchable
        clearable
      />
      <NearFields
        search={search}
        around={Boolean(search.point)}
        onChange={(near) => onChange({ ...near, ...(near.pres && { point: undefined }) })}
      />
    </>
  );
}
