import { Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { hour, tableDay } from '@/lib/dates';
import { inHours } from '@/lib/in-hours';
import { RowsSection } from '@/ui/rows-section';
import { type LedgerFigure, ledgerDutiesPath, ledgerDutiesQuery } from './ledger-queries';
import { useTexts } from './texts';

interface LedgerDutiesProps {
  professionalId: string;
  name: string;
  figure: LedgerFigure;
}

/** The duties behind one figure; what they add is said where the figure is no count of them. */
export function LedgerDuties({ professionalId, name, figure }: LedgerDutiesProps) {
  const t = useTexts();
  const isTime = figure === 'minutes';
  const isPoints = figure === 'points' || figure === 'planned_points';
  const added = isTime ? [t('ledger.adds.minutes')] : isPoints ? [t('ledger.adds.points')] : [];
  return (
    <RowsSection
      title={t('ledger.rows', { figure: t(`ledger.${figure}`), name })}
      exported={{ path: ledgerDutiesPath(professionalId, figure), name: t('ledger.file') }}
      query={useInfiniteQuery(ledgerDutiesQuery(professionalId, figure))}
      columns={[t('ledger.on'), t('ledger.rota'), t('ledger.hours'), t('ledger.came'), ...added]}
      row={(one) => (
        <Table.Tr key={one.duty_id}>
          <Table.Th scope="row">{tableDay(one.on)}</Table.Th>
          <Table.Td>{one.rota_name}</Table.Td>
          <Table.Td>
            {hour(one.from_time)} – {hour(one.to_time)}
          </Table.Td>
          <Table.Td>{t(one.is_swapped ? 'ledger.came_swap' : 'ledger.came_turn')}</Table.Td>
          {added.length > 0 && <Table.Td>{isTime ? inHours(one.adds) : one.adds}</Table.Td>}
        </Table.Tr>
      )}
    />
  );
}
