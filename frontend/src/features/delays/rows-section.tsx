import { Group, Stack, Table, Title } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import { ColumnHeads } from '@/ui/column-heads';
import { ExportButton } from '@/ui/export-button';
import { KeysetList } from '@/ui/keyset-list';

interface RowsSectionProps<T> {
  title: string;
  exported: ComponentProps<typeof ExportButton>;
  query: ComponentProps<typeof KeysetList<T>>['query'];
  columns: string[];
  row: (one: T) => ReactNode;
}

/** What a figure was counted from: a page of rows at a time, and all of them as a file. */
export function RowsSection<T>({ title, exported, query, columns, row }: RowsSectionProps<T>) {
  return (
    <Stack gap="xs" component="section" aria-label={title} maw={860}>
      <Group justify="space-between">
        <Title order={3} size="h5">
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
