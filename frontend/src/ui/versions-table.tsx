import { Button, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { ColumnHeads } from '@/ui/column-heads';

export interface VersionLine {
  version: string;
  /** Beside the version: that it is in force. */
  mark?: ReactNode;
  cells: ReactNode[];
}

interface VersionsTableProps {
  minWidth: number;
  /** The heads, that of the version first and that of the act last. */
  columns: string[];
  lines: VersionLine[];
  /** The act that shows a version whole. */
  act: string;
  onRead: (version: string) => void;
}

/** All that ever stood, or will: what was decided names the version under which it was. */
export function VersionsTable({ minWidth, columns, lines, act, onRead }: VersionsTableProps) {
  return (
    <Table.ScrollContainer minWidth={minWidth}>
      <Table verticalSpacing={6}>
        <ColumnHeads columns={columns} />
        <Table.Tbody>
          {lines.map(({ version, mark, cells }) => (
            <Table.Tr key={version}>
              <Table.Th scope="row">
                {version} {mark}
              </Table.Th>
              {cells.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                <Table.Td key={at}>{cell}</Table.Td>
              ))}
              <Table.Td>
                <Button variant="subtle" size="compact-sm" onClick={() => onRead(version)}>
                  {act}
                  <span className="vh"> {version}</span>
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
