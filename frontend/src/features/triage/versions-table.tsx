import { Badge, Button, Table } from '@mantine/core';
import { tableDay } from '@/lib/dates';
import type { ScriptLine } from './script-queries';
import { useTexts } from './texts';

/** All that ever stood: a triage names the version under which it was done. */
export function VersionsTable({ lines, onRead }: { lines: ScriptLine[]; onRead: (version: string) => void }) {
  const t = useTexts();
  return (
    <Table.ScrollContainer minWidth={620}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {(['version', 'published', 'signed', 'note', 'read'] as const).map((column) => (
              <Table.Th key={column} scope="col">
                {t(`versions.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.version}>
              <Table.Th scope="row">
                {line.version} {line.is_in_force && <Badge color="vert">{t('versions.inForce')}</Badge>}
              </Table.Th>
              <Table.Td>
                {line.published_at
                  ? t('versions.by', { day: tableDay(line.published_at), name: line.published_by_name })
                  : t('versions.national')}
              </Table.Td>
              <Table.Td>{line.signed_by ?? t('versions.unsigned')}</Table.Td>
              <Table.Td>{line.note || '–'}</Table.Td>
              <Table.Td>
                <Button variant="subtle" size="compact-sm" onClick={() => onRead(line.version)}>
                  {t('versions.open')}
                  <span className="vh"> {line.version}</span>
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
