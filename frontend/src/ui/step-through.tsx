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
  size?: ButtonProps['size'];
}

/** From one day, week or month to the next, on one line: arrows alone on a phone, the span alone on paper. */
export function StepThrough({ children, before, after, onStep, size }: StepThroughProps) {
  return (
    <Group gap="xs" align="flex-end" className={classes.steps}>
      <Button variant="default" size={size} className="no-print" data-again onClick={() => onStep(-1)}>
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
      <Button variant="default" size={size} className="no-print" data-again onClick={() => onStep(1)}>
        <span className={classes.words}>{after}</span>
        <IconChevronRight size={18} aria-hidden />
      </Button>
    </Group>
  );
}
