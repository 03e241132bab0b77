import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { communesQuery } from '@/ui/commune-field';
import type { Commune } from './queries';
import { useTexts } from './texts';

interface CommunesFieldProps {
  value: Commune[];
  onChange: (communes: Commune[]) => void;
}

/** The communes of a territory, each found by name or postal code; its code tells it from its namesakes. */
export function CommunesField({ value, onChange }: CommunesFieldProps) {
  const t = useTexts();
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed, 150);
  const communes = useQuery({ ...communesQuery(name), placeholderData: keepPreviousData });
  const known = new Map([...(communes.data?.items ?? []), ...value].map((one) => [one.code, one]));
  return (
    <MultiSelect
      label={t('communes.label')}
      description={t('communes.help')}
      withAsterisk
      searchable
      hidePickedOptions
      autoComplete="off"
      data={[...known.values()].map((one) => ({ value: one.code, label: `${one.name} (${one.code})` }))}
      filter={({ options }) => options}
      value={value.map((one) => one.code)}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={communes.isFetching ? t('communes.loading') : t('communes.nothing')}
      onChange={(codes) => onChange(codes.flatMap((code) => known.get(code) ?? []))}
    />
  );
}
