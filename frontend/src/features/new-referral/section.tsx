import { Paper, Stack, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import type { FormValues } from './form-values';
import type { Fault } from './validation';

export interface SectionProps {
  form: UseFormReturnType<FormValues>;
  /** The sentence of a fault of the last attempt, or undefined. */
  faultOf: (fault: Fault) => string | undefined;
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'md' }} component="section" aria-label={title}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}

/**
 * For `memo`: a long section is drawn again only when one of its own answers changed, not at each letter typed
 * elsewhere. Safe because the form's setters are stable.
 */
export const sameAnswers =
  (...keys: (keyof FormValues)[]) =>
  (before: Pick<SectionProps, 'form'>, after: Pick<SectionProps, 'form'>) =>
    keys.every((key) => before.form.values[key] === after.form.values[key]);
