import { Button, Stack, Table, Text } from '@mantine/core';
import { shortDay, tableDay } from '@/lib/dates';
import { useCommon } from '@/lib/i18n';
import { number } from '@/lib/typography';
import { FigureButton } from '@/ui/figure-button';
import { LineChart } from '@/ui/line-chart';
import { Section } from '@/ui/section';
import { WideTable } from '@/ui/wide-table';
import type { DelaysPageProps } from './delays-page';
import type { DelaysSearch, Week } from './queries';
import { SampleRows } from './sample-rows';
import { useTexts } from './texts';

export interface SectionProps {
  search: DelaysPageProps['search'];
  change: (changed: Partial<DelaysSearch>) => void;
  opensRows: boolean;
}

/** The third next available, week by week; each week opens its rows. */
export function WeeksSection({ weeks, search, change, opensRows }: SectionProps & { weeks: Week[] }) {
  const t = useTexts();
  const none = useCommon()('none');
  const last = weeks.at(-1);
  const open = (week: Week, how: Pick<DelaysSearch, 'audela' | 'tri'> = {}) =>
    change({ semaine: week.week_of, audela: undefined, tri: undefined, mois: undefined, ...how });
  return (
    <Section title={t('weeks.title')}>
      {last === undefined ? (
        <Text c="dimmed">{t('weeks.empty')}</Text>
      ) : (
        <Stack gap="sm">
          <Text size="xl" fw={600}>
            {inWords(t, last)}
          </Text>
          <LineChart
            name={t('weeks.median')}
            lines={weeks.map((one) => ({ label: shortDay(one.week_of), value: one.median_days }))}
          />
          <WideTable
            label={t('weeks.caption')}
            caption={t('weeks.caption')}
            minWidth={420}
            maw={860}
            columns={[t('weeks.week'), t('weeks.median'), t('weeks.lines'), t('weeks.beyond')]}
          >
            {weeks.toReversed().map((one) => (
              <Table.Tr key={one.week_of}>
                <Table.Th scope="row">
                  {opensRows ? (
                    <Button
                      variant="subtle"
                      size="compact-md"
                      aria-pressed={search.semaine === one.week_of}
                      onClick={() => open(one)}
                    >
                      {tableDay(one.week_of)}
                    </Button>
                  ) : (
                    tableDay(one.week_of)
                  )}
                </Table.Th>
                <Table.Td>
                  {one.lines === 0 ? (
                    none
                  ) : (
                    <FigureButton
                      of={`${t('weeks.median')}, ${tableDay(one.week_of)}`}
                      isOpened={search.semaine === one.week_of && search.tri === 'jours'}
                      onOpen={opensRows ? () => open(one, { tri: 'jours' }) : undefined}
                    >
                      {one.median_days === null ? t('rows.beyond') : number(one.median_days)}
                    </FigureButton>
                  )}
                </Table.Td>
                <Table.Td>
                  <FigureButton
                    of={`${t('weeks.lines')}, ${tableDay(one.week_of)}`}
                    isOpened={search.semaine === one.week_of && !search.audela && !search.tri}
                    onOpen={opensRows && one.lines > 0 ? () => open(one) : undefined}
                  >
                    {number(one.lines)}
                  </FigureButton>
                </Table.Td>
                <Table.Td>
                  <FigureButton
                    of={`${t('weeks.beyond')}, ${tableDay(one.week_of)}`}
                    isOpened={search.semaine === one.week_of && search.audela === true}
                    onOpen={
                      opensRows && one.beyond_horizon > 0 ? () => open(one, { audela: true }) : undefined
                    }
                  >
                    {number(one.beyond_horizon)}
                  </FigureButton>
                </Table.Td>
              </Table.Tr>
            ))}
          </WideTable>
          {opensRows && search.semaine && <SampleRows search={search} week={search.semaine} />}
        </Stack>
      )}
    </Section>
  );
}

/** « 12 jours pour la moitié des agendas », or why there is no number. */
function inWords(t: ReturnType<typeof useTexts>, week: Week): string {
  if (week.lines === 0) return t('weeks.nothing');
  if (week.median_days === null) return t('weeks.beyondAll', { count: week.horizon_weeks });
  return t('weeks.now', { count: week.median_days });
}
