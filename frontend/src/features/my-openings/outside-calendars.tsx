import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { AddCalendarDialog } from './add-calendar-dialog';
import { CalendarCard } from './calendar-card';
import { calendarsQuery } from './calendar-queries';
import { useTexts } from './calendar-texts';

/** Calendars that the owner keeps elsewhere: their busy hours close free slots here. */
export function OutsideCalendars({ professionalId }: { professionalId: string }) {
  const t = useTexts();
  const query = useQuery(calendarsQuery(professionalId));
  const [isAdding, setAdding] = useState(false);
  const calendars = query.data?.items ?? [];
  return (
    <Stack gap="sm" align="stretch">
      <Text size="sm">{t('outside.text')}</Text>
      <ListFaces
        query={query}
        isEmpty={calendars.length === 0}
        empty={<EmptyFace>{t('outside.empty')}</EmptyFace>}
      >
        <Stack gap="xs">
          {calendars.map((one) => (
            <CalendarCard key={one.calendar_id} calendar={one} />
          ))}
        </Stack>
      </ListFaces>
      <Button variant="default" onClick={() => setAdding(true)} style={{ alignSelf: 'flex-start' }}>
        {t('outside.add')}
      </Button>
      {isAdding && <AddCalendarDialog professionalId={professionalId} onClose={() => setAdding(false)} />}
    </Stack>
  );
}
