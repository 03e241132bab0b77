import { Stack, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { hour, shortDay, tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { inHours } from '@/lib/in-hours';
import { ColumnHeads } from '@/ui/column-heads';
import { RowsSection } from '@/ui/rows-section';
import { type Line, type Minutes, slotsPath, slotsQuery } from './queries';
import { useTexts } from './texts';

interface SlotsPanelProps {
  month: string;
  line: Line;
  figure: Minutes;
}

/** The weeks of one professional, and the slots behind a figure. */
export function SlotsPanel({ month, line, figure }: SlotsPanelProps) {
  const t = useTexts();
  const words = useCodes();
  const query = useInfiniteQuery(slotsQuery(month, line.professional_id, figure));
  return (
    <Stack gap="sm" component="section" aria-label={line.professional_name} maw={760}>
      <Title order={2} size="h4">
        {line.professional_name}
      </Title>
      <Table captionSide="top">
        <Table.Caption ta="left">{t('weeks.caption')}</Table.Caption>
        <ColumnHeads columns={[t('weeks.week'), t('table.opened'), t('table.shared'), t('table.filled')]} />
        <Table.Tbody>
          {line.weeks.map((week) => (
            <Table.Tr key={week.week_of}>
              <Table.Th scope="row">{tableDay(week.week_of)}</Table.Th>
              <Table.Td>{inHours(week.opened)}</Table.Td>
              <Table.Td>{inHours(week.shared)}</Table.Td>
              <Table.Td>{inHours(week.filled)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <RowsSection
        title={t('slots.title', { figure: t(`table.${figure}`).toLowerCase() })}
        exported={{ path: slotsPath(month, line.professional_id, figure), name: 'participation-creneaux' }}
        query={query}
        columns={[t('slots.when'), t('slots.where'), t('slots.audience'), t('slots.status')]}
        row={(slot) => (
          <Table.Tr key={slot.slot_id}>
            <Table.Th scope="row" fw={400}>
              {shortDay(slot.starts_at)}, {hour(slot.starts_at)} – {hour(slot.ends_at)}
            </Table.Th>
            <Table.Td>{slot.modalities.map((one) => words(`modality.${one}`)).join(', ')}</Table.Td>
            <Table.Td>{slot.shared ? t('slots.shared') : t('slots.own')}</Table.Td>
            <Table.Td>
              <Text size="sm">{t(`slots.${slot.status}`)}</Text>
            </Table.Td>
          </Table.Tr>
        )}
      />
    </Stack>
  );
}
