import { Alert } from '@mantine/core';
import { asProblem } from '@/api/problem';

export function ActRefused({ error }: { error: unknown }) {
  if (!error) return null;
  return (
    <Alert role="alert" color="rouge" variant="outline">
      {asProblem(error).sentence}
    </Alert>
  );
}
