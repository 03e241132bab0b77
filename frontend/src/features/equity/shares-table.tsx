import { Button, Table, Text } from '@mantine/core';
import { useCommon } from '@/lib/i18n';
import { decimal, number } from '@/lib/typography';
import { ColumnHeads } from '@/ui/column-heads';
import { Count } from './figure-rows';
import type { OpenedFigure, Share } from './queries';
import { useTexts } from './texts';

interface SharesTableProps {
  shares: Share[];
  opened?: string;
  /** A name opens its months; a figure also its rows. */
  onOpen: (id: string, figure?: OpenedFigure['figure']) => void;
  figure: OpenedFigure | null;
}

const signed = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1, signDisplay: 'exceptZero' });

/** In the order of names: it is no ranking. */
export function SharesTable({ shares, opened, onOpen, figure }: SharesTableProps) {
  const t = useTexts();
  const none = useCommon()('none');
  const count = (counted: 'placements' | 'in_hand' | 'asked', one: Share, head: string) => (
    <Count
      figure={counted}
      of={`${head}, ${one.name}`}
      count={one[counted]}
      opened={one.professional_id === figure?.professional_id ? figure : null}
      onOpen={(which) => onOpen(one.professional_id, which)}
    >
      {number(one[counted])}
    </Count>
  );
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
              <Table.Td>{count('placements', one, t('table.placements'))}</Table.Td>
              <Table.Td>{one.shortfall === null ? none : signed.format(-one.shortfall || 0)}</Table.Td>
              <Table.Td>
                {one.weight > 0
                  ? t('table.of', { taken: one.placements, places: decimal(one.weight) })
                  : none}
              </Table.Td>
              <Table.Td>{count('in_hand', one, t('table.inHand'))}</Table.Td>
              <Table.Td>{count('asked', one, t('table.asked'))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
