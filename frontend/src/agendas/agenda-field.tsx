import { NativeSelect, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ProfessionalField } from '@/directory/professional-field';
import { useDirectoryTexts } from '@/directory/texts';
import { agendasQuery } from './queries';

interface AgendaFieldProps {
  label: string;
  value: string | null;
  onChange: (id: string | null, name: string | null) => void;
  error?: string;
}

/** Whose agenda: a professional found by name, or one that nobody logs in to. */
export function AgendaField({ label, value, onChange, error }: AgendaFieldProps) {
  const t = useDirectoryTexts();
  const agendas = useQuery(agendasQuery).data?.items ?? [];
  const options = agendas.map((one) => ({
    value: one.agenda_id,
    label: [one.label, one.line].filter(Boolean).join(' '),
  }));
  const shared = options.find((one) => one.value === value);
  return (
    <Stack gap={6}>
      {options.length > 0 && (
        <NativeSelect
          label={label}
          data={[{ value: '', label: t('field.byName') }, ...options]}
          value={shared?.value ?? ''}
          onChange={({ currentTarget }) => {
            const chosen = options.find((one) => one.value === currentTarget.value);
            onChange(chosen?.value ?? null, chosen?.label ?? null);
          }}
        />
      )}
      {!shared && (
        <ProfessionalField
          label={options.length > 0 ? t('field.name') : label}
          value={value}
          error={error}
          onChange={onChange}
        />
      )}
    </Stack>
  );
}
