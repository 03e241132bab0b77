import { Table } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import { ColumnHeads } from './column-heads';
import classes from './wide-table.module.css';

interface WideTableProps {
  /** What it holds, to whoever moves through it by the keyboard; the caption where there is one. */
  label: string;
  caption?: string;
  /** In pixels: narrower, it scrolls, or on a phone each line is a card. */
  minWidth: number;
  /** In pixels, where lines of the whole page would be hard to follow. */
  maw?: number;
  /** The heads, up to seven; the first column needs none on a card. */
  columns: string[];
  /** The lines. */
  children: ReactNode;
}

/** A table of many columns. */
export function WideTable({ label, caption, minWidth, maw, columns, children }: WideTableProps) {
  const heads = Object.fromEntries(columns.map((head, at) => [`--head-${at + 1}`, JSON.stringify(head)]));
  return (
    <Table.ScrollContainer
      minWidth={minWidth}
      classNames={{ scrollContainerInner: classes.inner }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'group', 'aria-label': label } }}
    >
      <Table
        captionSide="top"
        highlightOnHover
        maw={maw}
        className={classes.table}
        style={heads as CSSProperties}
      >
        {caption && <Table.Caption ta="left">{caption}</Table.Caption>}
        <ColumnHeads columns={columns} />
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
