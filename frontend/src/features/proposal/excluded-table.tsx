import { Table } from '@mantine/core';
import type { Excluded } from '@/api/types';
import { ProfessionalLink } from '@/directory/professional-link';
import { ColumnHeads } from '@/ui/column-heads';
import { Disclosure } from '@/ui/disclosure';
import { useTexts } from './texts';

/** Nobody disappears without the rule that excluded him. */
export function ExcludedTable({ excluded }: { excluded: Excluded[] }) {
  const t = useTexts();
  if (excluded.length === 0) return null;
  return (
    <Disclosure summary={t('excludedCount', { count: excluded.length })}>
      <Table>
        <ColumnHeads columns={[t('professional'), t('rule')]} />
        <Table.Tbody>
          {excluded.map((one) => (
            <Table.Tr key={`${one.professional_id}-${one.condition_code}`}>
              <Table.Td>
                <ProfessionalLink id={one.professional_id} name={one.name} />
              </Table.Td>
              <Table.Td>{one.words}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Disclosure>
  );
}
