import { Radio, Stack } from '@mantine/core';

interface ReasonSelectProps<T extends string> {
  label: string;
  options: { value: T; label: string }[];
  value: T | null;
  onChange: (value: T) => void;
}

/** One reason among a short list, all visible. */
export function ReasonSelect<T extends string>({ label, options, value, onChange }: ReasonSelectProps<T>) {
  return (
    <Radio.Group label={label} value={value} onChange={(next) => onChange(next as T)} withAsterisk>
      <Stack gap={8} mt={6}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} label={option.label} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
