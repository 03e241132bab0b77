import { Anchor, Button, Container, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { components } from '@/api/scheduling.gen';
import { longDay } from '@/lib/dates';
import { phone, phoneLink } from '@/lib/typography';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { onDutyQuery } from './queries';
import { useTexts } from './texts';

type PublicDuty = components['schemas']['PublicDuty'];

/** Open to everybody: which practice is on duty, where, and the number to call first. */
export function OnDutyPage({ cptsId }: { cptsId: string }) {
  const t = useTexts();
  const query = useQuery(onDutyQuery(cptsId));
  const items = query.data?.items ?? [];
  return (
    <Container size={720} py={{ base: 'md', sm: 32 }} component="main">
      <Page
        title={t('title')}
        subtitle={query.data && t('lead', { cpts: query.data.cpts_name })}
        actions={
          <Button variant="default" onClick={() => window.print()}>
            {t('print')}
          </Button>
        }
      >
        <Text fw={600}>{t('vital')}</Text>
        <ListFaces query={query} isEmpty={items.length === 0} empty={<EmptyFace>{t('empty')}</EmptyFace>}>
          <Text>{t('call')}</Text>
          <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {items.map((duty) => (
              <OnDuty key={`${duty.on} ${duty.from_time} ${duty.professional_name}`} duty={duty} />
            ))}
          </Stack>
        </ListFaces>
      </Page>
    </Container>
  );
}

function OnDuty({ duty }: { duty: PublicDuty }) {
  const t = useTexts();
  return (
    <Paper withBorder p="sm" component="li">
      <Title order={2} size="h4">
        {longDay(duty.on)}
      </Title>
      <Text size="sm">
        {t(`kind.${duty.kind}`)}, {t('hours', { from: duty.from_time, to: duty.to_time })}
      </Text>
      <Text fw={600}>{duty.professional_name}</Text>
      <Text>{[duty.place_label, duty.place_line].filter(Boolean).join(', ')}</Text>
      {duty.practice_phone && (
        <Anchor href={phoneLink(duty.practice_phone)} fw={600}>
          {phone(duty.practice_phone)}
        </Anchor>
      )}
    </Paper>
  );
}
