import { Skeleton, Stack, Table } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { monthAndYear } from '@/lib/dates';
import { useCommon } from '@/lib/i18n';
import { decimal, number } from '@/lib/typography';
import { Disclosure } from '@/ui/disclosure';
import { Count, type FigureOpener } from './figure-rows';
import type { MonthLine } from './queries';
import { useTexts } from './texts';

const MonthsChart = lazy(() => import('./months-chart'));
const HEIGHT = 240;

interface MonthsPanelProps extends FigureOpener {
  months: MonthLine[];
  name: string;
}

/** The months as a picture, and the same as a table, whose counts open their rows. */
export function MonthsPanel({ months, name, ...opener }: MonthsPanelProps) {
  const t = useTexts();
  const none = useCommon()('none');
  const lines = months.map((one) => ({ ...one, label: monthAndYear(one.month) }));
  const count = (figure: 'placements' | 'asked', one: (typeof lines)[number]) => (
    <Count
      figure={figure}
      month={one.month}
      of={`${t(`months.${figure}`)}, ${one.label}, ${name}`}
      count={one[figure]}
      {...opener}
    >
      {number(one[figure])}
    </Count>
  );
  const hasTarget = months.some((one) => one.target !== null);
  return (
    <Stack gap="xs" maw={860}>
      {/* What it draws stands in the table below, for everybody. */}
      <div aria-hidden="true" style={{ height: HEIGHT }}>
        <Suspense fallback={<Skeleton height={HEIGHT} />}>
          <MonthsChart
            lines={lines}
            height={HEIGHT}
            names={{
              placements: t('months.placements'),
              asked: t('months.asked'),
              target: hasTarget ? t('months.target') : null,
            }}
          />
        </Suspense>
      </div>
      <Disclosure summary={t('months.summary')}>
        <Table.ScrollContainer minWidth={320}>
          <Table captionSide="top">
            <Table.Caption ta="left">{t('months.caption', { name })}</Table.Caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('months.month')}</Table.Th>
                <Table.Th scope="col">{t('months.placements')}</Table.Th>
                {hasTarget && <Table.Th scope="col">{t('months.target')}</Table.Th>}
                <Table.Th scope="col">{t('months.asked')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map((one) => (
                <Table.Tr key={one.month}>
                  <Table.Th scope="row">{one.label}</Table.Th>
                  <Table.Td>{count('placements', one)}</Table.Td>
                  {hasTarget && <Table.Td>{one.target === null ? none : decimal(one.target)}</Table.Td>}
                  <Table.Td>{count('asked', one)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Disclosure>
    </Stack>
  );
}
