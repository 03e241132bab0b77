import { Chip, Group, Text } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useCommon } from '@/lib/i18n';
import classes from './chips-field.module.css';

const CHIP = { label: classes.chip };

interface Option<T extends string> {
  value: T;
  label: string;
}

interface FrameProps {
  /** Where the error summary leads. */
  id?: string;
  legend: string;
  hint?: ReactNode;
  error?: string;
  required?: boolean;
}

interface OneOfProps<T extends string> extends FrameProps {
  options: Option<T>[];
  value: T | null;
  onChange: (value: T) => void;
}

/** One answer among a few, each in one click. */
export function OneOfChips<T extends string>({ options, value, onChange, ...frame }: OneOfProps<T>) {
  const name = useId();
  return (
    <Frame {...frame}>
      <Chip.Group value={value} onChange={(next) => onChange(next as T)}>
        <Chips options={options} name={name} />
      </Chip.Group>
    </Frame>
  );
}

interface SomeOfProps<T extends string> extends FrameProps {
  options: Option<T>[];
  /** None is nothing chosen. */
  value?: T[];
  onChange: (value: T[]) => void;
}

/** Any number of answers. */
export function SomeOfChips<T extends string>({ options, value = [], onChange, ...frame }: SomeOfProps<T>) {
  return (
    <Frame {...frame}>
      <Chip.Group multiple value={value} onChange={(next) => onChange(next as T[])}>
        <Chips options={options} />
      </Chip.Group>
    </Frame>
  );
}

function Chips({ options, name }: { options: Option<string>[]; name?: string }) {
  return (
    <Group gap={8}>
      {options.map((option) => (
        <Chip
          key={option.value}
          value={option.value}
          name={name}
          size="md"
          radius="sm"
          variant="outline"
          classNames={CHIP}
        >
          {option.label}
        </Chip>
      ))}
    </Group>
  );
}

function Frame({ id, legend, hint, error, required, children }: FrameProps & { children: ReactNode }) {
  const t = useCommon();
  const errorId = useId();
  return (
    <fieldset id={id} className={classes.frame} aria-describedby={error ? errorId : undefined}>
      <legend className={classes.legend}>
        {legend}
        {required && (
          <span className={classes.star} aria-hidden>
            {' '}
            *
          </span>
        )}
        {required && <span className="vh"> ({t('required')})</span>}
      </legend>
      {hint && (
        <Text size="sm" c="dimmed" mb={6} component="div">
          {hint}
        </Text>
      )}
      {children}
      {error && (
        <Text size="sm" c="red" mt={4} id={errorId}>
          {error}
        </Text>
      )}
    </fieldset>
  );
}
