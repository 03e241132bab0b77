import { Group, Pill, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useCommon } from '@/lib/i18n';
import { CommuneField } from './commune-field';

interface CommunesFieldProps {
  label: string;
  /** What none of them means. */
  none: string;
  value: string[];
  onChange: (codes: string[]) => void;
}

/** Any number of communes. Named as they are chosen; those kept before show their code until the field names them. */
export function CommunesField({ label, none, value, onChange }: CommunesFieldProps) {
  const t = useCommon();
  const [names, setNames] = useState<Record<string, string>>({});
  return (
    <Stack gap={6}>
      <CommuneField
        label={label}
        value={null}
        onChange={(code, name) => {
          if (!code || value.includes(code)) return;
          setNames({ ...names, [code]: name ?? code });
          onChange([...value, code]);
        }}
      />
      <Group gap={6}>
        {value.length === 0 && <Text size="sm">{none}</Text>}
        {value.map((code) => (
          <Pill
            key={code}
            withRemoveButton
            removeButtonProps={{ 'aria-label': t('commune.remove', { name: names[code] ?? code }) }}
            onRemove={() => onChange(value.filter((one) => one !== code))}
          >
            {names[code] ?? code}
          </Pill>
        ))}
      </Group>
    </Stack>
  );
}
