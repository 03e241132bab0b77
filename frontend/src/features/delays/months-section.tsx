import { Button, Stack, Table, Text } from '@mantine/core';
import { monthAndYear } from '@/lib/dates';
import { decimal, number } from '@/lib/typography';
import { FigureButton } from '@/ui/figure-button';
import { LineChart } from '@/ui/line-chart';
import { Section } from '@/ui/section';
import { WideTable } from '@/ui/wide-table';
import type { Month } from './queries';
import { useTexts } from './texts';
import { WaitRows } from './wait-rows';
import type { SectionProps } from './weeks-section';

/** The delay really waited, month by month; each month opens its appointments. */
export function MonthsSection({ months, search, change, opensRows }: SectionProps & { months: Month[] }) {
  const t = useTexts();
  const shown = (value: number | null) => (value === null ? t('hidden') : decimal(value));
  const open = ({ month }: Month, tri?: 'jours') => change({ mois: month, semaine: undefined, tri });
  const figure = (one: Month, figureOf: 'median' | 'slowest' | 'appointments', words: string) => {
    const tri = figureOf === 'appointments' ? undefined : 'jours';
    return (
      <FigureButton
        of={`${t(`months.${figureOf}`)}, ${monthAndYear(one.month)}`}
        isOpened={search.mois === one.month && search.tri === tri}
        onOpen={opensRows ? () => open(one, tri) : undefined}
      >
        {words}
      </FigureButton>
    );
  };
  if (months.length === 0)
    return (
      <Section title={t('months.title')}>
        <Text c="dimmed">{t('months.empty')}</Text>
      </Section>
    );
  return (
    <Section title={t('months.title')}>
      <Stack gap="sm">
        <LineChart
          name={t('months.median')}
          lines={months.map((one) => ({ label: monthAndYear(one.month), value: one.median_days }))}
        />
        <WideTable
          label={t('months.caption')}
          caption={t('months.caption')}
          minWidth={420}
          maw={860}
          columns={[t('months.month'), t('months.median'), t('months.slowest'), t('months.appointments')]}
        >
          {months.toReversed().map((one) => (
            <Table.Tr key={one.month}>
              <Table.Th scope="row">
                {opensRows ? (
                  <Button
                    variant="subtle"
                    size="compact-md"
                    aria-pressed={search.mois === one.month}
                    onClick={() => open(one)}
                  >
                    {monthAndYear(one.month)}
                  </Button>
                ) : (
                  monthAndYear(one.month)
                )}
              </Table.Th>
              <Table.Td>{figure(one, 'median', shown(one.median_days))}</Table.Td>
              <Table.Td>{figure(one, 'slowest', shown(one.slowest_tenth_days))}</Table.Td>
              <Table.Td>
                {figure(
                  one,
                  'appointments',
                  one.appointments === null ? t('hidden') : number(one.appointments),
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
        {opensRows && search.mois && <WaitRows search={search} month={search.mois} />}
      </Stack>
    </Section>
  );
}
