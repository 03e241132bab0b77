import { Kbd, Modal, Table } from '@mantine/core';
import { SHORTCUTS, type Shortcut } from '@/lib/shortcuts';
import { useShell } from './texts';

const MEANINGS = {
  '/': 'palette',
  n: 'n',
  j: 'j',
  k: 'k',
  m: 'move',
  '1': 'qualify',
  '2': 'duplicate',
  '3': 'redirect',
  '4': 'answer',
  '5': 'answer',
  '6': 'answer',
  '7': 'answer',
  '8': 'answer',
  '9': 'answer',
  h: 'hold',
  s: 'ask',
  '?': 'help',
} as const satisfies Record<Shortcut, string>;

// « Entrée » follows the link that has the focus, and « Ctrl K » works in fields too: no page binds them.
const KEYS = [
  ['Ctrl K', 'palette'],
  ['Ctrl Maj L', 'lock'],
  ['Entrée', 'enter'],
  ...SHORTCUTS.map((key) => [key.toUpperCase(), MEANINGS[key]] as const),
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
