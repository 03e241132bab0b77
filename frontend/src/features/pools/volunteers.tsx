import { Badge, Group, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { codeLabel } from '@/lib/i18n';
import { decimal } from '@/lib/typography';
import { ListFaces } from '@/ui/list-faces';
import { volunteersQuery } from './queries';
import { useTexts } from './texts';

/** Who may be counted on, and whose activity of the month is short of what he needs: those first. */
export function Volunteers() {
  const t = useTexts();
  const query = useQuery(volunteersQuery);
  const volunteers = query.data?.items ?? [];
  return (
    <ListFaces
      query={query}
      isEmpty={volunteers.length === 0}
      empty={<Text c="dimmed">{t('volunteers.empty')}</Text>}
    >
      <List listStyleType="none" spacing="xs">
        {volunteers.map((one) => (
          <List.Item key={one.professional_id}>
            <Group gap={6}>
              <Text fw={600}>{one.name}</Text>
              <Text size="sm">{codeLabel('profession', one.profession_code)}</Text>
              {one.is_under_least && (
                <Badge variant="light" color="ambre">
                  {t('volunteers.short')}
                </Badge>
              )}
            </Group>
            <Text size="sm" c="dimmed">
              {t(one.least_hours > 0 ? 'volunteers.saysLeast' : 'volunteers.says', {
                days: one.weekdays.map((day) => codeLabel('weekday', String(day))).join(', '),
                hours: decimal(one.confirmed_hours),
                least: one.least_hours,
              })}
            </Text>
          </List.Item>
        ))}
      </List>
    </ListFaces>
  );
}
