import { ScrollArea, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { exact, hour, tableDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { ColumnHeads } from '@/ui/column-heads';
import { ListFaces } from '@/ui/list-faces';
import { readingLogQuery } from './queries';
import { useTexts } from './texts';

const COLUMNS = ['at', 'reader', 'what', 'ground'] as const;

export function ReadingLogTab({ id }: { id: string }) {
  const t = useTexts();
  const log = useQuery(readingLogQuery(id));
  const lines = log.data?.items ?? [];
  return (
    <ListFaces query={log} isEmpty={lines.length === 0} empty={<Text>{t('journal.empty')}</Text>}>
      <ScrollArea type="auto">
        <Table miw={560}>
          <ColumnHeads columns={COLUMNS.map((column) => t(`journal.${column}`))} />
          <Table.Tbody>
            {lines.map((line) => (
              <Table.Tr key={`${line.at}-${line.reader_name}-${line.what}`}>
                <Table.Td title={exact(line.at)}>
                  {tableDay(line.at)}, {hour(line.at)}
                </Table.Td>
                <Table.Td>{line.reader_name}</Table.Td>
                <Table.Td>{t(`journal.${line.what}`)}</Table.Td>
                <Table.Td>{codeLabel('ground', line.ground)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </ListFaces>
  );
}
