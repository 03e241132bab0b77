import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import { asProblem } from '@/api/problem';

/** Why an act did not happen, read out at once; nothing where none was refused. */
export const Refused = ({ error }: { error: unknown }) =>
  error ? <RefusedBecause>{asProblem(error).sentence}</RefusedBecause> : null;

/** The same, in words of the screen. */
export const RefusedBecause = ({ children }: { children: ReactNode }) => (
  <Alert role="alert" color="rouge" variant="outline">
    {children}
  </Alert>
);
