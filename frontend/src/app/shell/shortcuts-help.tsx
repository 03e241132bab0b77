import { Kbd, Modal, Table } from '@mantine/core';
import { useShell } from './texts';

const KEYS = [
  ['Ctrl K', 'palette'],
  ['J', 'j'],
  ['K', 'k'],
  ['Entrée', 'enter'],
  ['M', 'move'],
  ['N', 'n'],
  ['?', 'help'],
] as const;

export default function ShortcutsHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useShell();
  return (
    <Modal opened={opened} onClose={onClose} title={t('help.title')}>
      <Table>
        <Table.Tbody>
          {KEYS.map(([key, meaning]) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" w={110}>
                <Kbd>{key}</Kbd>
              </Table.Th>
              <Table.Td>{t(`help.${meaning}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
