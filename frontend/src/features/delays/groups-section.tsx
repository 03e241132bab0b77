import { Button, Stack, Table, Text } from '@mantine/core';
import { useCodes, useCommon } from '@/lib/i18n';
import { decimal, number } from '@/lib/typography';
import { FigureButton } from '@/ui/figure-button';
import { Section } from '@/ui/section';
import { WideTable } from '@/ui/wide-table';
import { type Counted, FILTER, groupFigure, openedGroup } from './groups';
import type { Group } from './queries';
import { SampleRows } from './sample-rows';
import { useTexts } from './texts';
import { WaitRows } from './wait-rows';
import type { SectionProps } from './weeks-section';

const HEADS = {
  lines: 'weeks.lines',
  third: 'weeks.median',
  appointments: 'months.appointments',
  realised: 'months.median',
} as const;
/** The count of the rows that each figure opens. */
const COUNTS = {
  lines: 'lines',
  third: 'lines',
  appointments: 'appointments',
  realised: 'appointments',
} as const;
const DIMENSIONS = ['profession', 'commune', 'modality'] as const;

interface GroupsSectionProps extends SectionProps {
  groups: Group[];
  /** The Monday of the last week that was looked at. */
  week?: string;
}

/** Professions, communes and ways to be seen, side by side; each keeps the figures above to it, its counts open rows. */
export function GroupsSection({ groups, week, search, change, opensRows }: GroupsSectionProps) {
  const t = useTexts();
  const name = useName();
  const opened = opensRows ? openedGroup(search, groups) : null;
  if (groups.length === 0) return null;
  return (
    <Section title={t('groups.title')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('groups.lead')}
        </Text>
        {DIMENSIONS.map((dimension) => (
          <GroupTable
            key={dimension}
            caption={t(`groups.${dimension}`)}
            groups={groups.filter((one) => one.dimension === dimension)}
            kept={search[FILTER[dimension]]}
            onKeep={(code) => change({ [FILTER[dimension]]: code })}
            opened={search.groupe}
            onOpen={opensRows ? (groupe) => change({ groupe }) : undefined}
          />
        ))}
        {(opened?.counted === 'lines' || opened?.counted === 'third') && week && (
          <SampleRows search={opened.only} week={week} of={name(opened.group)} />
        )}
        {(opened?.counted === 'appointments' || opened?.counted === 'realised') && (
          <WaitRows search={opened.only} of={name(opened.group)} />
        )}
      </Stack>
    </Section>
  );
}

interface GroupTableProps {
  caption: string;
  groups: Group[];
  kept?: string;
  onKeep: (code?: string) => void;
  opened?: string;
  onOpen?: (figure: string) => void;
}

function GroupTable({ caption, groups, kept, onKeep, opened, onOpen }: GroupTableProps) {
  const t = useTexts();
  const none = useCommon()('none');
  const name = useName();
  const days = (value: number | null, isHidden: boolean) =>
    value === null ? (isHidden ? t('hidden') : none) : decimal(value);
  const third = ({ third_next_days: median, lines }: Group) =>
    median === null && lines > 0 ? t('rows.beyond') : days(median, false);
  const figure = (one: Group, counted: Counted, words: string) => (
    <FigureButton
      of={`${t(HEADS[counted])}, ${name(one)}`}
      isOpened={opened === groupFigure(one, counted)}
      onOpen={onOpen && one[COUNTS[counted]] ? () => onOpen(groupFigure(one, counted)) : undefined}
    >
      {words}
    </FigureButton>
  );
  return (
    <WideTable
      label={caption}
      caption={caption}
      minWidth={420}
      maw={860}
      columns={[
        t('groups.name'),
        t('weeks.median'),
        t('weeks.lines'),
        t('months.median'),
        t('months.appointments'),
      ]}
    >
      {groups.map((one) => (
        <Table.Tr key={one.code}>
          <Table.Th scope="row">
            <Button
              variant="subtle"
              size="compact-md"
              aria-pressed={kept === one.code}
              onClick={() => onKeep(kept === one.code ? undefined : one.code)}
            >
              {name(one)}
            </Button>
          </Table.Th>
          <Table.Td>{figure(one, 'third', third(one))}</Table.Td>
          <Table.Td>{figure(one, 'lines', number(one.lines))}</Table.Td>
          <Table.Td>{figure(one, 'realised', days(one.realised_days, one.appointments === null))}</Table.Td>
          <Table.Td>
            {figure(one, 'appointments', one.appointments === null ? t('hidden') : number(one.appointments))}
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}

function useName() {
  const words = useCodes();
  return (group: Group): string => {
    if (group.dimension === 'commune') return group.commune_name ?? group.code;
    if (group.dimension === 'modality') return words(`modality.${group.code as 'AMB'}`);
    return words(`profession.${group.code as '10'}`);
  };
}
