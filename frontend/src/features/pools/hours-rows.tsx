import { Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { hour, monthAndYear, shortDay } from '@/lib/dates';
import { inHours } from '@/lib/in-hours';
import { RowsSection } from '@/ui/rows-section';
import { hoursPath, hoursQuery, type Volunteer } from './queries';
import { useTexts } from './texts';

/** The confirmed hours behind the figure of one volunteer: at whose practice, or with which team. */
export function HoursRows({ month, volunteer }: { month: string; volunteer: Volunteer }) {
  const t = useTexts();
  return (
    <RowsSection
      title={t('hours.title', { name: volunteer.name, month: monthAndYear(month) })}
      exported={{ path: hoursPath(month, volunteer.professional_id), name: 'heures-de-remplacement' }}
      query={useInfiniteQuery(hoursQuery(month, volunteer.professional_id))}
      empty={<Text c="dimmed">{t('hours.none')}</Text>}
      minWidth={320}
      columns={[t('hours.when'), t('hours.length'), t('hours.where')]}
      row={(one) => (
        <Table.Tr key={one.cover_id}>
          <Table.Th scope="row" fw={400} style={{ whiteSpace: 'nowrap' }}>
            {shortDay(one.day)}
            <Text size="sm" c="dimmed">
              {hour(one.from_time)} – {hour(one.to_time)}
            </Text>
          </Table.Th>
          <Table.Td>{inHours(one.minutes)}</Table.Td>
          <Table.Td>
            {one.professional_name ?? one.team_label}
            <Text size="sm" c="dimmed">
              {[one.place_label, one.commune_name, one.is_parallel && t('hours.parallel')]
                .filter(Boolean)
                .join(', ')}
            </Text>
          </Table.Td>
        </Table.Tr>
      )}
    />
  );
}
