import { Button, Stack, Table, Text } from '@mantine/core';
import { useCodes, useCommon } from '@/lib/i18n';
import { decimal, number } from '@/lib/typography';
import { ColumnHeads } from '@/ui/column-heads';
import { Section } from '@/ui/section';
import type { Group } from './queries';
import { useTexts } from './texts';
import type { SectionProps } from './weeks-section';

const DIMENSIONS = ['profession', 'commune', 'modality'] as const;
/** The filter that keeps the page to a group. */
const FILTER = { profession: 'profession', commune: 'commune', modality: 'ou' } as const;

interface GroupsSectionProps extends Pick<SectionProps, 'search' | 'change'> {
  groups: Group[];
}

/** Professions, communes and ways to be seen, side by side; each keeps the figures above, and their rows, to it. */
export function GroupsSection({ groups, search, change }: GroupsSectionProps) {
  const t = useTexts();
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
          />
        ))}
      </Stack>
    </Section>
  );
}

interface GroupTableProps {
  caption: string;
  groups: Group[];
  kept?: string;
  onKeep: (code?: string) => void;
}

function GroupTable({ caption, groups, kept, onKeep }: GroupTableProps) {
  const t = useTexts();
  const none = useCommon()('none');
  const name = useName();
  const days = (value: number | null, isHidden: boolean) =>
    value === null ? (isHidden ? t('hidden') : none) : decimal(value);
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table captionSide="top" maw={860}>
        <Table.Caption ta="left" fw={600} c="dark">
          {caption}
        </Table.Caption>
        <ColumnHeads
          columns={[
            t('groups.name'),
            t('weeks.median'),
            t('weeks.lines'),
            t('months.median'),
            t('months.appointments'),
          ]}
        />
        <Table.Tbody>
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
              <Table.Td>{days(one.third_next_days, false)}</Table.Td>
              <Table.Td>{number(one.lines)}</Table.Td>
              <Table.Td>{days(one.realised_days, one.appointments === null)}</Table.Td>
              <Table.Td>{one.appointments === null ? t('hidden') : number(one.appointments)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
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
