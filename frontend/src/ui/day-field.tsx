import { TextInput, type TextInputProps } from '@mantine/core';

interface FieldProps extends Omit<TextInputProps, 'type' | 'onChange'> {
  onChange: (value: string) => void;
}

/** A day in the browser's own calendar: `2026-11-23`, or empty. */
export const DayField = ({ onChange, ...rest }: FieldProps) => (
  <TextInput type="date" {...rest} onChange={(event) => onChange(event.currentTarget.value)} />
);

/** An hour in the browser's own clock: `14:30`, or empty. */
export const TimeField = ({ onChange, ...rest }: FieldProps) => (
  <TextInput type="time" {...rest} onChange={(event) => onChange(event.currentTarget.value)} />
);
