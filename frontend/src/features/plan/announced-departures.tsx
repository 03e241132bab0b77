import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tableDay } from '@/lib/dates';
import { CancelDepartureDialog } from './cancel-departure-dialog';
import { type Departure, departuresQuery } from './queries';
import { useTexts } from './texts';

/** Who announced that he leaves, when, and how many of his persons wait again. Nothing while nobody does. */
export function AnnouncedDepartures() {
  const t = useTexts();
  const { data } = useQuery(departuresQuery);
  const [cancelled, setCancelled] = useState<Departure | null>(null);
  if (!data?.items.length) return null;
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="departs-annonces">
      <Title order={2} size="h5" id="departs-annonces">
        {t('departure.announced')}
      </Title>
      <Stack gap="sm" component="ul" mt={4} mb={0} p={0} style={{ listStyle: 'none' }}>
        {data.items.map((one) => (
          <Announced key={one.departure_id} departure={one} onCancel={() => setCancelled(one)} />
        ))}
      </Stack>
      {cancelled && <CancelDepartureDialog departure={cancelled} onClose={() => setCancelled(null)} />}
    </Paper>
  );
}

function Announced({ departure, onCancel }: { departure: Departure; onCancel: () => void }) {
  const t = useTexts();
  const { name, cancelled_at, ended_at } = departure;
  return (
    <li>
      <Group gap="xs">
        <span>
          <b>{name}</b> – {t('departure.leaves', { day: tableDay(departure.leaves_on) })}
        </span>
        {cancelled_at && (
          <Badge variant="light" radius="sm" color="ardoise">
            {t('departure.cancelled')}
          </Badge>
        )}
        {!cancelled_at && !ended_at && (
          <Button size="compact-sm" variant="default" className="no-print" onClick={onCancel}>
            {t('departure.cancel')}
            <span className="vh"> – {name}</span>
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t('departure.by', { name: departure.announced_by_name, day: tableDay(departure.announced_at) })}{' '}
        {t('departure.again', { count: departure.searched_again })}{' '}
        {t('departure.new', { count: departure.stated_again })}{' '}
        {t('departure.lost', { count: departure.out_of_reach })}
      </Text>
      {cancelled_at && (
        <Text size="sm" c="dimmed">
          {t('departure.cancelledBy', { name: departure.cancelled_by_name, day: tableDay(cancelled_at) })}
        </Text>
      )}
    </li>
  );
}
