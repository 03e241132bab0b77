import { Badge, Button, Modal, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tableDay } from '@/lib/dates';
import { ListFaces } from '@/ui/list-faces';
import { type RuleSetLine, ruleSetQuery } from './queries';
import { RulesForm } from './rules-form';
import { useTexts } from './texts';

const COLOURS = { in_force: 'vert', coming: 'petrole', past: 'ardoise' } as const;

/** All that ever stood or will: a class or a wave names the version by which it was decided. */
export function VersionsTable({ sets }: { sets: RuleSetLine[] }) {
  const t = useTexts();
  const [shown, setShown] = useState<string | null>(null);
  return (
    <>
      <Table.ScrollContainer minWidth={680}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              {(['version', 'state', 'from', 'author', 'note', 'open'] as const).map((column) => (
                <Table.Th key={column} scope="col">
                  {t(`versions.${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sets.map((set) => (
              <Table.Tr key={set.version}>
                <Table.Th scope="row">{set.version}</Table.Th>
                <Table.Td>
                  <Badge variant="light" color={COLOURS[set.state]}>
                    {t(`state.${set.state}`)}
                  </Badge>
                </Table.Td>
                <Table.Td>{tableDay(set.in_force_from ?? set.adopted_at)}</Table.Td>
                <Table.Td>
                  {set.is_default
                    ? t('versions.platform')
                    : t('versions.by', {
                        drafted: set.drafted_by_name,
                        adopted: set.author_name,
                        day: tableDay(set.adopted_at),
                      })}
                </Table.Td>
                <Table.Td>{set.note || '–'}</Table.Td>
                <Table.Td>
                  <Button variant="subtle" size="compact-sm" onClick={() => setShown(set.version)}>
                    {t('versions.read')}
                    <span className="vh"> {set.version}</span>
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {shown && <OneSet version={shown} onClose={() => setShown(null)} />}
    </>
  );
}

function OneSet({ version, onClose }: { version: string; onClose: () => void }) {
  const t = useTexts();
  const set = useQuery(ruleSetQuery(version));
  return (
    <Modal opened onClose={onClose} title={t('versions.one', { version })} size="xl">
      <ListFaces query={set}>{set.data && <RulesForm rules={set.data.rules} />}</ListFaces>
    </Modal>
  );
}
