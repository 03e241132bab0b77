import { Skeleton, Stack, Table } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { monthAndYear } from '@/lib/dates';
import { useCommon } from '@/lib/i18n';
import { decimal, number } from '@/lib/typography';
import { Disclosure } from '@/ui/disclosure';
import type { MonthLine } from './queries';
import { useTexts } from './texts';

const MonthsChart = lazy(() => import('./months-chart'));
const HEIGHT = 240;

/** The months as a picture, and the same as a table. */
export function MonthsPanel({ months, name }: { months: MonthLine[]; name: string }) {
  const t = useTexts();
  const none = useCommon()('none');
  const lines = months.map((one) => ({ ...one, label: monthAndYear(one.month) }));
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
                  <Table.Td>{number(one.placements)}</Table.Td>
                  {hasTarget && <Table.Td>{one.target === null ? none : decimal(one.target)}</Table.Td>}
                  <Table.Td>{number(one.asked)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Disclosure>
    </Stack>
  );
}
