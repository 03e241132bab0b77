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
