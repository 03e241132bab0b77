import { List, Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { tableDay } from '@/lib/dates';
import { departuresQuery } from './queries';
import { useTexts } from './texts';

/** Who announced that he leaves, when, and how many of his persons wait again. Nothing while nobody does. */
export function AnnouncedDepartures() {
  const t = useTexts();
  const { data } = useQuery(departuresQuery);
  if (!data?.items.length) return null;
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="departs-annonces">
      <Title order={2} size="h5" id="departs-annonces">
        {t('departure.announced')}
      </Title>
      <List spacing={4} mt={4}>
        {data.items.map((one) => (
          <List.Item key={one.departure_id}>
            <b>{one.name}</b> – {t('departure.leaves', { day: tableDay(one.leaves_on) })}
            <Text size="sm" c="dimmed">
              {t('departure.by', { name: one.announced_by_name, day: tableDay(one.announced_at) })}{' '}
              {t('departure.again', { count: one.searched_again })}{' '}
              {t('departure.new', { count: one.stated_again })}{' '}
              {t('departure.lost', { count: one.out_of_reach })}
            </Text>
          </List.Item>
        ))}
      </List>
    </Paper>
  );
}
