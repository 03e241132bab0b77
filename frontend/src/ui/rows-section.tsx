import { Group, Stack, Table, Title } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import { ColumnHeads } from './column-heads';
import { ExportButton } from './export-button';
import { KeysetList } from './keyset-list';

interface RowsSectionProps<T> {
  title: string;
  /** Of the title: 3 within a section that has one of its own. */
  order?: 2 | 3;
  exported: ComponentProps<typeof ExportButton>;
  query: ComponentProps<typeof KeysetList<T>>['query'];
  columns: string[];
  row: (one: T) => ReactNode;
}

/** What a figure was counted from: a page of rows at a time, and all of them as a file. */
export function RowsSection<T>({ title, order = 3, exported, query, columns, row }: RowsSectionProps<T>) {
  return (
    <Stack gap="xs" component="section" aria-label={title} maw={860}>
      <Group justify="space-between">
        <Title order={order} size="h5">
          {title}
        </Title>
        <ExportButton {...exported} />
      </Group>
      <KeysetList query={query}>
        {(rows) => (
          <Table.ScrollContainer minWidth={560}>
            <Table>
              <ColumnHeads columns={columns} />
              <Table.Tbody>{rows.map(row)}</Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </KeysetList>
    </Stack>
  );
}
