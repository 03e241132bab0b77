import { Button, type ButtonProps, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './step-through.module.css';

interface StepThroughProps {
  /** The span that is shown: words, or a field that leads to any other. */
  children: ReactNode;
  before: string;
  after: string;
  onStep: (by: -1 | 1) => void;
  /** Nothing stands there: the arrow stays in reach of the keyboard, and does nothing. */
  isFirst?: boolean;
  isLast?: boolean;
  size?: ButtonProps['size'];
}

/** From one day, week or month to the next, on one line: arrows alone on a phone, the span alone on paper. */
export function StepThrough({
  children,
  before,
  after,
  onStep,
  isFirst = false,
  isLast = false,
  size,
}: StepThroughProps) {
  const arrow = (by: -1 | 1, isEnd: boolean) => ({
    variant: 'default',
    size,
    className: 'no-print',
    'data-again': true,
    'data-disabled': isEnd || undefined,
    'aria-disabled': isEnd || undefined,
    onClick: () => isEnd || onStep(by),
  });
  return (
    <Group gap="xs" align="flex-end" className={classes.steps}>
      <Button {...arrow(-1, isFirst)}>
        <IconChevronLeft size={18} aria-hidden />
        <span className={classes.words}>{before}</span>
      </Button>
      {typeof children === 'string' ? (
        <Text fw={600} aria-live="polite" style={{ alignSelf: 'center' }}>
          {children}
        </Text>
      ) : (
        children
      )}
      <Button {...arrow(1, isLast)}>
        <span className={classes.words}>{after}</span>
        <IconChevronRight size={18} aria-hidden />
      </Button>
    </Group>
  );
}
