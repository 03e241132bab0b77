import { Table } from '@mantine/core';
import type { Plan } from '@/api/types';
import { decimal, number } from '@/lib/typography';
import { ColumnHeads } from '@/ui/column-heads';
import { Disclosure } from '@/ui/disclosure';
import { useTexts } from './texts';

/** Each doctor with what he has, what the plan gives him and his fair share: it can be checked by eye. */
export function DoctorsTable({ doctors }: { doctors: Plan['doctors'] }) {
  const t = useTexts();
  if (doctors.length === 0) return null;
  return (
    <Disclosure summary={t('doctors.summary', { count: doctors.length })}>
      <Table.ScrollContainer minWidth={520}>
        <Table>
          <ColumnHeads
            columns={[
              t('doctors.name'),
              t('doctors.taken'),
              t('doctors.given'),
              t('doctors.target'),
              t('doctors.places'),
            ]}
          />
          <Table.Tbody>
            {doctors.map((one) => (
              <Table.Tr key={one.professional_id}>
                <Table.Td>{one.name}</Table.Td>
                <Table.Td>{decimal(one.taken)}</Table.Td>
                <Table.Td>{number(one.given)}</Table.Td>
                <Table.Td>{decimal(one.target)}</Table.Td>
                <Table.Td>{number(one.places)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Disclosure>
  );
}
