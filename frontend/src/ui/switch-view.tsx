import { SegmentedControl, useMatches } from '@mantine/core';

interface SwitchViewProps<T extends string> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: { value: T; label: string }[];
}

/** A few views of one page, all visible; one under the other on a phone, where they would be cut. */
export function SwitchView<T extends string>({ label, value, onChange, options }: SwitchViewProps<T>) {
  const orientation = useMatches({ base: 'vertical' as const, xs: 'horizontal' as const });
  return (
    <SegmentedControl
      aria-label={label}
      orientation={orientation}
      fullWidth={orientation === 'vertical'}
      value={value}
      onChange={(next) => onChange(next as T)}
      data={options}
      size={orientation === 'vertical' ? 'lg' : 'sm'}
      style={{ alignSelf: orientation === 'vertical' ? 'stretch' : 'flex-start' }}
    />
  );
}
