import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, body } from '@/api/client';
import type { components } from '@/api/directory.gen';
import { fullName } from '@/lib/typography';
import { useDirectoryTexts } from './texts';

export type FoundProfessional = components['schemas']['FoundProfessional'];

export const professionalsByName = (name: string, profession?: string) =>
  queryOptions({
    queryKey: ['directory', 'professionals', 'by-name', name, profession ?? ''],
    enabled: name.length >= 2,
    queryFn: () =>
      body(
        api.GET('/api/directory/v1/professionals', { params: { query: { name, profession, limit: 20 } } }),
      ),
  });

interface ProfessionalFieldProps {
  label: string;
  description?: ReactNode;
  /** Code of a profession (TRE_G15) to which the search keeps. */
  profession?: string;
  value: string | null;
  /** How the one who stands there at first is called. */
  name?: string;
  onChange: (id: string | null, name: string | null) => void;
  /** Why this one cannot be chosen, said beside the name; undefined when it can. */
  excluded?: (person: FoundProfessional) => string | undefined;
  error?: string;
  w?: number;
  maw?: number;
}

/** A professional of the directory, found by name (accents and typing mistakes are the server's business). */
export function ProfessionalField({
  profession,
  value,
  name: called,
  onChange,
  excluded,
  ...field
}: ProfessionalFieldProps) {
  const t = useDirectoryTexts();
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed.trim(), 200);
  const found = useQuery({ ...professionalsByName(name, profession), placeholderData: keepPreviousData });
  const [chosen, setChosen] = useState<{ value: string; label: string; name: string } | null>(
    value && called ? { value, label: called, name: called } : null,
  );
  const options = (found.data?.items ?? []).map((person) => {
    const why = excluded?.(person);
    return {
      value: person.professional_id,
      label: [fullName(person), person.profession_label, person.place?.commune_name, why]
        .filter(Boolean)
        .join(' · '),
      name: fullName(person),
      disabled: why !== undefined,
    };
  });
  const isListed = options.some((option) => option.value === value);
  return (
    <Select
      {...field}
      placeholder={t('field.placeholder')}
      data={chosen && value === chosen.value && !isListed ? [...options, chosen] : options}
      value={value}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('field.clear') }}
      autoComplete="off"
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options: all }) => all}
      nothingFoundMessage={name.length >= 2 && !found.isFetching ? t('field.nothing') : undefined}
      onChange={(id) => {
        const person = options.find((option) => option.value === id) ?? null;
        setChosen(person);
        onChange(id, person?.name ?? null);
      }}
    />
  );
}
