import { SegmentedControl, useMatches } from '@mantine/core';
import classes from './switch-view.module.css';

interface SwitchViewProps<T extends string> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: { value: T; label: string }[];
}

/** A few views of one page, all visible side by side: on a phone they share the width and their words wrap. */
export function SwitchView<T extends string>({ label, value, onChange, options }: SwitchViewProps<T>) {
  const isNarrow = useMatches({ base: true, xs: false });
  return (
    <SegmentedControl
      aria-label={label}
      fullWidth={isNarrow}
      value={value}
      onChange={(next) => onChange(next as T)}
      data={options}
      size="sm"
      classNames={{ root: classes.root, control: classes.control, label: classes.label }}
    />
  );
}
