import { List, Stack } from '@mantine/core';
import { tableDay } from '@/lib/dates';
import { decimal, hundredths, number } from '@/lib/typography';
import { Disclosure } from '@/ui/disclosure';
import { type FigureLine, FiguresTable } from '@/ui/figures-table';
import { Count, type FigureOpener } from './figure-rows';
import type { Figures } from './queries';
import { useTexts } from './texts';

interface FiguresPanelProps extends FigureOpener {
  figures: Figures;
}

/** How even the whole is, what each figure means, and what the rule promises. No name. */
export function FiguresPanel({ figures, ...opener }: FiguresPanelProps) {
  const t = useTexts();
  const hidden = t('figures.hidden');
  const shown = (value: number | null, say: (value: number) => string) =>
    value === null ? hidden : say(value);
  const count = (figure: 'placements' | 'asked' | 'outside', of: string, value: number) => (
    <Count figure={figure} of={of} count={value} {...opener}>
      {number(value)}
    </Count>
  );
  const outside = figures.outside_bound;
  const outsideCount = outside.reduce((sum, one) => sum + one.count, 0);
  const lines: FigureLine[] = [
    { label: t('figures.sharing'), values: [number(figures.sharing)] },
    {
      label: t('figures.placements'),
      values: [count('placements', t('figures.placements'), figures.placements)],
      help: t('figures.since', { day: tableDay(figures.since) }),
    },
    {
      label: t('figures.asked'),
      values: [count('asked', t('figures.asked'), figures.asked)],
      help: t('figures.askedHelp'),
    },
    { label: t('figures.mean'), values: [shown(figures.mean_placements, decimal)] },
    {
      label: t('figures.max'),
      values: [shown(figures.max_over_mean, (value) => t('figures.times', { ratio: decimal(value) }))],
      help: t('figures.maxHelp'),
    },
    { label: t('figures.gini'), values: [shown(figures.gini, hundredths)], help: t('figures.giniHelp') },
    {
      label: t('figures.outside'),
      values: [count('outside', t('figures.outside'), outsideCount)],
      help: outside.map((one) => t(`outside.${one.reason_code}`, { count: one.count })).join(', '),
    },
  ];
  return (
    <Stack gap="sm">
      <FiguresTable caption={t('figures.caption')} lines={lines} />
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
