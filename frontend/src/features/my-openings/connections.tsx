import { SimpleGrid } from '@mantine/core';
import { Section } from '@/ui/section';
import { CalendarFeed } from './calendar-feed';
import { useTexts } from './calendar-texts';
import { OutsideCalendars } from './outside-calendars';

/** What an agenda has to do with calendars elsewhere: its owner's word alone, or his delegate's. */
export function Connections({ professionalId }: { professionalId: string }) {
  const t = useTexts();
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" mt="lg">
      <Section title={t('outside.title')}>
        <OutsideCalendars professionalId={professionalId} />
      </Section>
      <Section title={t('feed.title')}>
        <CalendarFeed professionalId={professionalId} />
      </Section>
    </SimpleGrid>
  );
}
