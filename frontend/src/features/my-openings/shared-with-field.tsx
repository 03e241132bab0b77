import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { SomeOfChips } from '@/ui/chips-field';
import { type Opening, sharableQuery } from './queries';
import { useTexts } from './texts';

interface SharedWithFieldProps {
  professionalId: string;
  value: string[];
  onChange: (value: string[]) => void;
}

/** With which other CPTS what this one sees is shared; asked only of who is a member of several. */
export function SharedWithField({ professionalId, value, onChange }: SharedWithFieldProps) {
  const t = useTexts();
  const { data, isError } = useQuery(sharableQuery(professionalId));
  if (isError) return <Text size="sm">{t('sharedWith.unknown')}</Text>;
  if (!data?.items.length) return null;
  return (
    <SomeOfChips
      legend={t('sharedWith.legend')}
      hint={t('sharedWith.hint')}
      options={data.items.map((one) => ({ value: one.cpts_id, label: one.name }))}
      value={value}
      onChange={onChange}
    />
  );
}

/** « Aussi : CPTS B » on the card of an opening. */
export function SharedWith({ opening }: { opening: Opening }) {
  const t = useTexts();
  const isShared = opening.shared_with.length > 0;
  const { data } = useQuery({ ...sharableQuery(opening.professional_id), enabled: isShared });
  const named = data?.items.filter((one) => opening.shared_with.includes(one.cpts_id));
  if (!isShared || !named) return null;
  return <Text size="sm">{t('sharedWith.said', { names: named.map(({ name }) => name).join(', ') })}</Text>;
}
