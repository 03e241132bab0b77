import { Badge, Group, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { exact, shortDay } from '@/lib/dates';
import { useCommon } from '@/lib/i18n';
import { number } from '@/lib/typography';
import { FigureButton } from '@/ui/figure-button';
import { ListFaces } from '@/ui/list-faces';
import { Section } from '@/ui/section';
import { WideTable } from '@/ui/wide-table';
import { type HalfDay, type HomeVisits, halfDayOf, homeVisitsQuery } from './home-visits-queries';
import { HomeVisitsThreshold } from './home-visits-threshold';
import { useTexts } from './texts';
import { VisitRows } from './visit-rows';
import type { SectionProps } from './weeks-section';

/** Home visits that doctors offer in the coming fortnight, and the half-days that fall short. */
export function HomeVisitsSection({ search, change, opensRows }: SectionProps) {
  const t = useTexts();
  const query = useQuery(homeVisitsQuery);
  const open = halfDayOf(search.visites);
  return (
    <Section title={t('visits.title')}>
      <ListFaces query={query}>
        {query.data && (
          <Stack gap="sm">
            <Said capacity={query.data} />
            {query.data.may_set && <HomeVisitsThreshold key={query.data.version} capacity={query.data} />}
            <HalfDays
              capacity={query.data}
              opened={search.visites}
              onOpen={opensRows ? (visites) => change({ visites }) : undefined}
            />
            {opensRows && open && <VisitRows open={open} />}
          </Stack>
        )}
      </ListFaces>
    </Section>
  );
}

function Said({ capacity }: { capacity: HomeVisits }) {
  const t = useTexts();
  const count = capacity.half_days.filter((one) => one.is_short).length;
  if (capacity.least === null) return <Text>{t('visits.noThreshold')}</Text>;
  return (
    <div>
      <Text size="xl" fw={600}>
        {t('visits.short', { count })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('visits.threshold', {
          count: capacity.least,
          when: capacity.set_at ? exact(capacity.set_at) : '',
          name: capacity.set_by_name ?? '',
        })}
      </Text>
    </div>
  );
}

interface HalfDaysProps {
  capacity: HomeVisits;
  opened?: string;
  onOpen?: (halfDay: string) => void;
}

function HalfDays({ capacity, opened, onOpen }: HalfDaysProps) {
  const t = useTexts();
  const none = useCommon()('none');
  const days = [...new Set(capacity.half_days.map((one) => one.day))];
  const cell = (day: string, half: HalfDay['half']) => {
    const found = capacity.half_days.find((one) => one.day === day && one.half === half);
    return found ? <Figure figure={found} opened={opened} onOpen={onOpen} /> : none;
  };
  return (
    <WideTable
      label={t('visits.caption')}
      caption={t('visits.caption')}
      minWidth={420}
      maw={860}
      columns={[t('visits.day'), t('visits.morning'), t('visits.afternoon')]}
    >
      {days.map((day) => (
        <Table.Tr key={day}>
          <Table.Th scope="row">{shortDay(day)}</Table.Th>
          <Table.Td>{cell(day, 'morning')}</Table.Td>
          <Table.Td>{cell(day, 'afternoon')}</Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}

/** « 6, dont 2 à prendre »: both figures open their rows. */
function Figure({ figure, opened, onOpen }: { figure: HalfDay } & Omit<HalfDaysProps, 'capacity'>) {
  const t = useTexts();
  const name = `${figure.day}-${figure.half}`;
  const when = `${shortDay(figure.day)}, ${t(`visits.${figure.half}`)}`;
  const opens = (what: string) => onOpen && (() => onOpen(what));
  return (
    <Group gap={6}>
      <span>
        <FigureButton of={when} isOpened={opened === name} onOpen={opens(name)}>
          {figure.slots === 0 ? t('visits.none') : number(figure.slots)}
        </FigureButton>
        {figure.slots > 0 && (
          <>
            {t('visits.ofWhich')}
            <FigureButton
              of={when}
              isOpened={opened === `${name}-free`}
              onOpen={figure.free > 0 ? opens(`${name}-free`) : undefined}
            >
              {t('visits.free', { count: figure.free })}
            </FigureButton>
          </>
        )}
      </span>
      {figure.is_short && (
        <Badge variant="light" color="rouge">
          {t('visits.under')}
        </Badge>
      )}
    </Group>
  );
}
