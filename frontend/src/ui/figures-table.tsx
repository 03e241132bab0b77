import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ColumnHeads } from '@/ui/column-heads';
import classes from './figures-table.module.css';

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
  /** Many columns: on a narrow screen each line is a card, and each figure bears the head of its column. */
  cards?: boolean;
}

export function FiguresTable({ caption, columns, lines, cards }: FiguresTableProps) {
  return (
    <Table maw={720} captionSide="top" className={cards ? classes.cards : undefined}>
      <Table.Caption ta="left" fw={600} c="dark" fz="md">
        {caption}
      </Table.Caption>
      {columns && <ColumnHeads columns={columns} />}
      <Table.Tbody>
        {lines.map(({ label, key, help, values }) => (
          <Table.Tr key={key ?? label}>
            <Table.Th scope="row" fw={cards ? undefined : 400}>
              {label}
              {help && (
                <Text size="sm" c="dimmed">
                  {help}
                </Text>
              )}
            </Table.Th>
            {values.map((value, column) => (
              <Table.Td
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place, and two may say the same
                key={column}
                data-head={columns?.[column + 1]}
                fw={column === values.length - 1 ? 600 : undefined}
              >
                {value}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
