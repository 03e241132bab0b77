import { Button, Grid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '@/api/session';
import { EmptyFace } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { Section } from '@/ui/section';
import { AgendaWeek } from './agenda-week';
import { CloseSpan } from './close-span';
import { Openings } from './openings';
import { Preview } from './preview';
import { PublishDialog } from './publish-dialog';
import { useTexts } from './texts';

/** The owner's side of the shared agenda: his week, his openings, and a span closed in ten seconds. */
export function MyOpeningsPage() {
  const t = useTexts();
  const id = useSession().professional_id;
  const [isPublishing, setPublishing] = useState(false);
  if (!id) {
    return (
      <Page title={t('title')}>
        <EmptyFace>
          <Text>{t('none')}</Text>
        </EmptyFace>
      </Page>
    );
  }
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={<Button onClick={() => setPublishing(true)}>{t('publish.title')}</Button>}
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Section title={t('agenda')}>
            <AgendaWeek professionalId={id} />
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            <Section title={t('close.title')}>
              <CloseSpan professionalId={id} />
            </Section>
            <Section title={t('openings')}>
              <Openings professionalId={id} />
            </Section>
            <Section title={t('preview.title')}>
              <Preview professionalId={id} />
            </Section>
          </Stack>
        </Grid.Col>
      </Grid>
      {isPublishing && <PublishDialog professionalId={id} onClose={() => setPublishing(false)} />}
    </Page>
  );
}
