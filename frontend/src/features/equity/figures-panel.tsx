import { List, Stack, Table, Text } from '@mantine/core';
import { tableDay } from '@/lib/dates';
import { decimal, number } from '@/lib/typography';
import { Disclosure } from '@/ui/disclosure';
import type { Figures } from './queries';
import { useTexts } from './texts';

const twoDecimals = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** How even the whole is, what each figure means, and what the rule promises. No name. */
export function FiguresPanel({ figures }: { figures: Figures }) {
  const t = useTexts();
  const hidden = t('figures.hidden');
  const lines: [string, string, string | null][] = [
    [t('figures.sharing'), number(figures.sharing), null],
    [
      t('figures.placements'),
      number(figures.placements),
      t('figures.since', { day: tableDay(figures.since) }),
    ],
    [t('figures.asked'), number(figures.asked), t('figures.askedHelp')],
    [t('figures.mean'), figures.mean_placements === null ? hidden : decimal(figures.mean_placements), null],
    [
      t('figures.max'),
      figures.max_over_mean === null ? hidden : t('figures.times', { ratio: decimal(figures.max_over_mean) }),
      t('figures.maxHelp'),
    ],
    [
      t('figures.gini'),
      figures.gini === null ? hidden : twoDecimals.format(figures.gini),
      t('figures.giniHelp'),
    ],
    [
      t('figures.outside'),
      number(figures.outside_bound.reduce((sum, one) => sum + one.count, 0)),
      figures.outside_bound.map((one) => t(`outside.${one.reason_code}`, { count: one.count })).join(', ') ||
        null,
    ],
  ];
  return (
    <Stack gap="sm">
      <Table maw={720} captionSide="top">
        <Table.Caption ta="left" fw={600} c="dark" fz="md">
          {t('figures.caption')}
        </Table.Caption>
        <Table.Tbody>
          {lines.map(([label, value, help]) => (
            <Table.Tr key={label}>
              <Table.Th scope="row" fw={400}>
                {label}
                {help && (
                  <Text size="sm" c="dimmed">
                    {help}
                  </Text>
                )}
              </Table.Th>
              <Table.Td fw={600}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Disclosure summary={t('how.summary')}>
        <List maw={720} spacing={4}>
          <List.Item>{t('how.share')}</List.Item>
          <List.Item>{t('how.newcomer')}</List.Item>
          <List.Item>
            {t('how.turn', { bound: decimal(figures.bound), months: figures.share_months })}
          </List.Item>
          <List.Item>{t('how.outside')}</List.Item>
          <List.Item>{t('how.blind', { version: figures.rule_version })}</List.Item>
        </List>
      </Disclosure>
    </Stack>
  );
}
