import { Table, Text } from '@mantine/core';
import type { PlanFigures } from '@/api/types';
import { useCommon } from '@/lib/i18n';
import { decimal, kilometres, number } from '@/lib/typography';
import { useTexts } from './texts';

const twoDecimals = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** What the plan would change, in the figures that matter: who waits, how far, how even. */
export function BeforeAfter({ before, after }: { before: PlanFigures; after: PlanFigures }) {
  const t = useTexts();
  const none = useCommon()('none');
  const days = (value: number | null) =>
    value === null ? none : t('figures.days', { count: Math.round(value) });
  const lines: [string, string | null, (one: PlanFigures) => string][] = [
    [t('figures.waiting'), null, (one) => number(one.waiting)],
    [t('figures.overdue'), null, (one) => number(one.overdue)],
    [t('figures.waited'), null, (one) => days(one.mean_waited_days)],
    [t('figures.km'), t('figures.kmHelp'), (one) => (one.mean_km === null ? none : kilometres(one.mean_km))],
    [t('figures.max'), null, (one) => t('figures.times', { ratio: decimal(one.max_over_mean) })],
    [t('figures.gini'), t('figures.giniHelp'), (one) => twoDecimals.format(one.gini)],
  ];
  return (
    <Table maw={720} captionSide="top">
      <Table.Caption ta="left" fw={600} c="dark" fz="md">
        {t('figures.caption')}
      </Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('figures.figure')}</Table.Th>
          <Table.Th scope="col">{t('figures.before')}</Table.Th>
          <Table.Th scope="col">{t('figures.after')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map(([label, help, read]) => (
          <Table.Tr key={label}>
            <Table.Th scope="row" fw={400}>
              {label}
              {help && (
                <Text size="sm" c="dimmed">
                  {help}
                </Text>
              )}
            </Table.Th>
            <Table.Td>{read(before)}</Table.Td>
            <Table.Td fw={600}>{read(after)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
