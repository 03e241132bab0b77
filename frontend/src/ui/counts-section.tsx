import { Group, Stack, Table, Text, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { number } from '@/lib/typography';
import { ExportButton } from './export-button';
import { ListFaces } from './list-faces';

export interface CountLine {
  /** One per column, that of the count left out. */
  cells: string[];
  count: number;
}

interface CountsSectionProps {
  title: string;
  /** Of how many, since when. */
  lead: string;
  empty: string;
  /** The head of the count is the last one. */
  columns: string[];
  lines: CountLine[];
  query: UseQueryResult<unknown>;
  exported: { path: string; name: string };
}

/** What is counted without identity, by month and whatever else: a table and its export. */
export function CountsSection({ title, lead, empty, columns, lines, query, exported }: CountsSectionProps) {
  const last = columns.length - 1;
  return (
    <Stack gap="sm" mt="xl" component="section" aria-label={title}>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {title}
        </Title>
        {lines.length > 0 && <ExportButton {...exported} />}
      </Group>
      <ListFaces query={query} isEmpty={lines.length === 0} empty={<Text c="dimmed">{empty}</Text>}>
        <Text size="sm">{lead}</Text>
        <Table.ScrollContainer minWidth={320}>
          <Table maw={720}>
            <Table.Thead>
              <Table.Tr>
                {columns.map((column, index) => (
                  <Table.Th key={column} ta={index === last ? 'right' : undefined}>
                    {column}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map(({ cells, count }) => (
                <Table.Tr key={cells.join(' ')}>
                  {cells.map((cell, index) => (
                    <Table.Td key={columns[index]}>{cell}</Table.Td>
                  ))}
                  <Table.Td ta="right">{number(count)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </ListFaces>
    </Stack>
  );
}
