import { Group, Stack, Title } from '@mantine/core';
import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react';
import { ExportButton } from './export-button';
import { KeysetList } from './keyset-list';
import { WideTable } from './wide-table';

interface RowsSectionProps<T> {
  title: string;
  /** Of the title: 3 within a section that has one of its own. */
  order?: 2 | 3;
  /** What can be done with them. */
  act?: ReactNode;
  exported: ComponentProps<typeof ExportButton>;
  query: ComponentProps<typeof KeysetList<T>>['query'];
  empty?: ReactNode;
  /** Of the table, in pixels. */
  minWidth?: number;
  columns: string[];
  row: (one: T) => ReactNode;
}

/** What a figure was counted from: a page of rows at a time, and all of them as a file. */
export function RowsSection<T>({
  title,
  order = 3,
  act,
  exported,
  query,
  empty,
  minWidth = 560,
  columns,
  row,
}: RowsSectionProps<T>) {
  const heading = useBroughtIntoView(exported.path, query.isPending);
  return (
    <Stack gap="xs" component="section" aria-label={title} maw={860}>
      <Group justify="space-between">
        <Title order={order} size="h5" ref={heading} tabIndex={-1}>
          {title}
        </Title>
        <ExportButton {...exported} />
      </Group>
      {act}
      <KeysetList query={query} empty={empty}>
        {(rows) => (
          <WideTable label={title} minWidth={minWidth} columns={columns}>
            {rows.map(row)}
          </WideTable>
        )}
      </KeysetList>
    </Stack>
  );
}

/** The figure that opens the rows may stand far above them: once they are read, their heading comes to who asked. */
function useBroughtIntoView(rows: string, isPending: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows come into view again
  useEffect(() => {
    // Who arrives by an address that opens them, or filters the page meanwhile, stays where he is.
    if (isPending || !document.activeElement?.matches('[aria-pressed="true"]')) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  }, [rows, isPending]);
  return heading;
}
