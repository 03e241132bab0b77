import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '@/api/client';
import { useCommon } from '@/lib/i18n';

export const communesQuery = (name: string) =>
  queryOptions({
    queryKey: ['directory', 'communes', name],
    staleTime: 10 * 60_000,
    queryFn: () => body(api.GET('/api/directory/v1/communes', { params: { query: { name, limit: 20 } } })),
  });

/** The commune of a code that no list on the screen holds: one kept in an address, for instance. */
export const communeOfCodeQuery = (code: string) =>
  queryOptions({
    queryKey: ['directory', 'communes', 'code', code],
    staleTime: 10 * 60_000,
    queryFn: () => body(api.GET('/api/directory/v1/communes', { params: { query: { code, limit: 1 } } })),
  });

interface CommuneFieldProps {
  id?: string;
  label?: string;
  value: string | null;
  onChange: (code: string | null, name: string | null) => void;
  error?: string;
  required?: boolean;
  disabled?: boolean;
  w?: number;
}

/** A commune of the territory, found by name (accents and typing mistakes are the server's business). */
export function CommuneField({ label, value, onChange, ...field }: CommuneFieldProps) {
  const t = useCommon();
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed, 150);
  const [isOpen, setOpen] = useState(false);
  const communes = useQuery({ ...communesQuery(name), enabled: isOpen, placeholderData: keepPreviousData });
  const found = communes.data?.items ?? [];
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const options = found.map((commune) => ({ value: commune.code, label: commune.name }));
  const isUnnamed = value !== null && value !== chosen?.value && !options.some((one) => one.value === value);
  const kept = useQuery({ ...communeOfCodeQuery(value ?? ''), enabled: isUnnamed });
  const named = kept.data?.items.map((commune) => ({ value: commune.code, label: commune.name })) ?? [];
  for (const one of chosen ? [chosen, ...named] : named)
    if (one.value === value && !options.some((option) => option.value === value)) options.push(one);
  return (
    <Select
      {...field}
      label={label ?? t('commune.label')}
      placeholder={t('commune.placeholder')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('actions.cancel') }}
      autoComplete="off"
      data={options}
      filter={({ options: all }) => all}
      value={value}
      searchValue={typed}
      onSearchChange={setTyped}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      nothingFoundMessage={communes.isFetching ? t('commune.loading') : t('commune.nothing')}
      onChange={(code, option) => {
        setChosen(option ? { value: option.value, label: option.label } : null);
        onChange(code, option?.label ?? null);
      }}
    />
  );
}
