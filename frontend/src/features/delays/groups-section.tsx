import { Stack, Table, Text } from '@mantine/core';
import { useCodes, useCommon } from '@/lib/i18n';
import { decimal, number } from '@/lib/typography';
import { Section } from '@/ui/section';
import type { Group } from './queries';
import { useTexts } from './texts';

const DIMENSIONS = ['profession', 'commune', 'modality'] as const;

/** Professions, communes and ways to be seen, side by side. */
export function GroupsSection({ groups }: { groups: Group[] }) {
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
          />
        ))}
      </Stack>
    </Section>
  );
}

function GroupTable({ caption, groups }: { caption: string; groups: Group[] }) {
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
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('groups.name')}</Table.Th>
            <Table.Th scope="col">{t('weeks.median')}</Table.Th>
            <Table.Th scope="col">{t('weeks.lines')}</Table.Th>
            <Table.Th scope="col">{t('months.median')}</Table.Th>
            <Table.Th scope="col">{t('months.appointments')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((one) => (
            <Table.Tr key={one.code}>
              <Table.Th scope="row">{name(one)}</Table.Th>
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
