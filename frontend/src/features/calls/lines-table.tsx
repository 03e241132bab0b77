import { Button, Table, Title } from '@mantine/core';
import { shortDayAndHour } from '@/lib/dates';
import { phone, phoneLink } from '@/lib/typography';
import type { CallLine } from './queries';
import { useTexts } from './texts';

interface LinesTableProps {
  lines: CallLine[];
  current?: string;
  onPick: (professionalId: string) => void;
}

/** The whole list in its order; on paper, with a column to tick what came of each call. */
export function LinesTable({ lines, current, onPick }: LinesTableProps) {
  const t = useTexts();
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="call-order">
      <Title order={3} size="h5" id="call-order" mb="xs">
        {t('order')}
      </Title>
      <Table.ScrollContainer minWidth={520}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('column.name')}</Table.Th>
              <Table.Th scope="col">{t('column.phone')}</Table.Th>
              <Table.Th scope="col">{t('column.state')}</Table.Th>
              <Table.Th scope="col" className="no-print">
                {t('column.act')}
              </Table.Th>
              <Table.Th scope="col" className="print-only">
                {t('column.outcome')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <Table.Tr
                key={line.professional_id}
                aria-current={line.professional_id === current || undefined}
              >
                <Table.Td fw={line.professional_id === current ? 700 : undefined}>
                  {line.name}
                  {line.place && ` · ${line.place}`}
                </Table.Td>
                <Table.Td>
                  {line.phone ? <a href={phoneLink(line.phone)}>{phone(line.phone)}</a> : t('noPhone')}
                </Table.Td>
                <Table.Td>{stateOf(line, t)}</Table.Td>
                <Table.Td className="no-print">
                  {line.professional_id !== current && !line.claimed_by_name && (
                    <Button variant="subtle" size="compact-sm" onClick={() => onPick(line.professional_id)}>
                      {t('pick')}
                      <span className="vh"> {line.name}</span>
                    </Button>
                  )}
                </Table.Td>
                <Table.Td className="print-only">{t('boxes')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

function stateOf(line: CallLine, t: ReturnType<typeof useTexts>): string {
  if (line.claimed_by_name) return t('calledBy', { names: line.claimed_by_name });
  if (line.call_again_at) return t('againAt', { at: shortDayAndHour(line.call_again_at) });
  if (line.calls > 0) return t('calls', { count: line.calls });
  return line.was_asked ? t('wasAsked') : t('toCall');
}
