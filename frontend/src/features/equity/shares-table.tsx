import { Button, Table, Text } from '@mantine/core';
import { useCommon } from '@/lib/i18n';
import { decimal, number } from '@/lib/typography';
import { ColumnHeads } from '@/ui/column-heads';
import type { Share } from './queries';
import { useTexts } from './texts';

interface SharesTableProps {
  shares: Share[];
  opened?: string;
  onOpen: (id: string) => void;
}

const signed = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1, signDisplay: 'exceptZero' });

/** In the order of names: it is no ranking. */
export function SharesTable({ shares, opened, onOpen }: SharesTableProps) {
  const t = useTexts();
  const none = useCommon()('none');
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table captionSide="top" highlightOnHover>
        <Table.Caption ta="left" fw={600} c="dark" fz="md">
          {t('table.caption')}
          <Text size="sm" c="dimmed" fw={400}>
            {t('table.help')}
          </Text>
        </Table.Caption>
        <ColumnHeads
          columns={[
            t('table.name'),
            t('table.target'),
            t('table.placements'),
            t('table.gap'),
            t('table.load'),
            t('table.inHand'),
            t('table.asked'),
          ]}
        />
        <Table.Tbody>
          {shares.map((one) => (
            <Table.Tr key={one.professional_id}>
              <Table.Th scope="row">
                <Button
                  variant="subtle"
                  size="compact-md"
                  aria-pressed={one.professional_id === opened}
                  onClick={() => onOpen(one.professional_id)}
                >
                  {one.name}
                </Button>
              </Table.Th>
              <Table.Td>{one.target === null ? t('table.apart') : decimal(one.target)}</Table.Td>
              <Table.Td>{number(one.placements)}</Table.Td>
              <Table.Td>{one.shortfall === null ? none : signed.format(-one.shortfall || 0)}</Table.Td>
              <Table.Td>
                {one.weight > 0
                  ? t('table.of', { taken: one.placements, places: decimal(one.weight) })
                  : none}
              </Table.Td>
              <Table.Td>{number(one.in_hand)}</Table.Td>
              <Table.Td>{number(one.asked)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
