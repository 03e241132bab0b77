import { Button, Checkbox, Fieldset, Group, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { LanguageField } from '@/directory/language-field';
import { categoriesQuery, professionsQuery } from '@/directory/queries';
import { useDirectoryTexts } from '@/directory/texts';
import { useCommon } from '@/lib/i18n';
import { NearFields } from '@/ui/near-fields';
import type { DirectorySearch } from './search';

export interface FiltersProps {
  search: DirectorySearch;
  onChange: (changed: Partial<DirectorySearch>) => void;
  onReset: () => void;
}

const FLAGS = [
  ['accepte', 'accepts'],
  ['visites', 'homeVisits'],
  ['tele', 'teleconsultation'],
  ['fauteuil', 'accessible'],
  ['adherents', 'members'],
] as const;

export function ProfessionalFilters({ search, onChange, onReset }: FiltersProps) {
  const t = useDirectoryTexts();
  const professions = useQuery(professionsQuery);
  return (
    <FilterBar onReset={onReset}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 5 }} spacing="sm">
        <NameField label={t('filters.name')} search={search} onChange={onChange} />
        <Select
          label={t('filters.profession')}
          placeholder={t('filters.allProfessions')}
          data={(professions.data?.items ?? []).map(({ code, label }) => ({ value: code, label }))}
          value={search.profession ?? null}
          onChange={(value) => onChange({ profession: value ?? undefined })}
          searchable
          clearable
        />
        <NearFields search={search} onChange={onChange} />
        <LanguageField value={search.langue} onChange={(langue) => onChange({ langue })} />
      </SimpleGrid>
      <Group gap="md">
        {FLAGS.map(([key, word]) => (
          <Checkbox
            key={key}
            label={t(`filters.${word}`)}
            checked={search[key] === true}
            onChange={(event) => onChange({ [key]: event.currentTarget.checked || undefined })}
          />
        ))}
      </Group>
    </FilterBar>
  );
}

export function StructureFilters({ search, onChange, onReset }: FiltersProps) {
  const t = useDirectoryTexts();
  const categories = useQuery(categoriesQuery);
  return (
    <FilterBar onReset={onReset}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
        <NameField label={t('filters.structureName')} search={search} onChange={onChange} />
        <Select
          label={t('filters.category')}
          placeholder={t('filters.allProfessions')}
          data={(categories.data?.items ?? []).map(({ code, label }) => ({ value: code, label }))}
          value={search.categorie ?? null}
          onChange={(value) => onChange({ categorie: value ?? undefined })}
          searchable
          clearable
          limit={60}
        />
        <NearFields search={search} onChange={onChange} />
      </SimpleGrid>
    </FilterBar>
  );
}

function FilterBar({ children, onReset }: { children: React.ReactNode; onReset: () => void }) {
  const t = useDirectoryTexts();
  const common = useCommon();
  return (
    <Fieldset
      legend={<span className="vh">{t('filters.legend')}</span>}
      variant="unstyled"
      className="no-print"
    >
      <Group gap="sm" align="flex-start" style={{ flexDirection: 'column', alignItems: 'stretch' }}>
        {children}
        <Button variant="subtle" size="compact-sm" onClick={onReset} style={{ alignSelf: 'flex-start' }}>
          {common('actions.reset')}
        </Button>
      </Group>
    </Fieldset>
  );
}

type FieldProps = Pick<FiltersProps, 'search' | 'onChange'>;

function NameField({ label, search, onChange }: FieldProps & { label: string }) {
  const [typed, setTyped] = useState(search.nom ?? '');
  const send = useDebouncedCallback((value: string) => onChange({ nom: value || undefined }), 200);
  useEffect(() => setTyped((now) => (search.nom === undefined ? '' : now)), [search.nom]);
  return (
    <TextInput
      label={label}
      value={typed}
      autoComplete="off"
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        send(event.currentTarget.value);
      }}
    />
  );
}
