import { Badge } from '@mantine/core';

/** The row that a figure is read off. */
export function Mark({ children }: { children: string }) {
  return <Badge variant="light">{children}</Badge>;
}
