import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ColumnHeads } from '@/ui/column-heads';

export interface FigureLine {
  label: string;
  /** Where two lines may bear the same label. */
  key?: string;
  /** What the figure means, under its label. */
  help?: string | null;
  /** One per column; the last one stands out. */
  values: ReactNode[];
}

interface FiguresTableProps {
  caption: string;
  /** The heads of the columns, that of the labels first; none where there is a single column. */
  columns?: string[];
  lines: FigureLine[];
}

export function FiguresTable({ caption, columns, lines }: FiguresTableProps) {
  return (
    <Table maw={720} captionSide="top">
      <Table.Caption ta="left" fw={600} c="dark" fz="md">
        {caption}
      </Table.Caption>
      {columns && <ColumnHeads columns={columns} />}
      <Table.Tbody>
        {lines.map(({ label, key, help, values }) => (
          <Table.Tr key={key ?? label}>
            <Table.Th scope="row" fw={400}>
              {label}
              {help && (
                <Text size="sm" c="dimmed">
                  {help}
                </Text>
              )}
            </Table.Th>
            {values.map((value, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place, and two may say the same
              <Table.Td key={column} fw={column === values.length - 1 ? 600 : undefined}>
                {value}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
