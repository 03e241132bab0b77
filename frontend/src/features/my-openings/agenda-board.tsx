import { Grid, Stack } from '@mantine/core';
import { Section } from '@/ui/section';
import { AgendaWeek } from './agenda-week';
import { CloseSpan } from './close-span';
import { Openings } from './openings';
import { Preview } from './preview';
import { useTexts } from './texts';
import { Widenings } from './widenings';

/** One agenda, as who keeps it sees it: a span closed in ten seconds, its week, its openings, what others see. */
export function AgendaBoard({ professionalId }: { professionalId: string }) {
  const t = useTexts();
  return (
    <Grid gap="lg">
      <Grid.Col span={12}>
        <Section title={t('close.title')}>
          <CloseSpan professionalId={professionalId} />
        </Section>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Section title={t('agenda')}>
          <AgendaWeek professionalId={professionalId} />
        </Section>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="lg">
          <Section title={t('openings')}>
            <Openings professionalId={professionalId} />
          </Section>
          <Section title={t('widenings.title')}>
            <Widenings professionalId={professionalId} />
          </Section>
        </Stack>
      </Grid.Col>
      <Grid.Col span={12}>
        <Section title={t('preview.title')}>
          <Preview professionalId={professionalId} />
        </Section>
      </Grid.Col>
    </Grid>
  );
}
