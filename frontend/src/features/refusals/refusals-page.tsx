import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { isoDay } from '@/lib/dates';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { type Refusal, refusalsQuery } from './queries';
import { RefusalCard } from './refusal-card';
import { useTexts } from './texts';

/** Whom to ask again, by kind, commune and date: the referrer alone knows who it is. */
export function RefusalsPage() {
  const t = useTexts();
  const query = useQuery(refusalsQuery);
  const waiting = (query.data ?? []).filter((one) => one.recontact_on && !one.recontacted_on);
  const today = isoDay(new Date());
  const isDue = (one: Refusal) => (one.recontact_on ?? '') <= today;
  const later = waiting.filter((one) => !isDue(one));
  return (
    <Page title={t('title')} subtitle={t('lead')} narrow>
      <ListFaces query={query} isEmpty={waiting.length === 0} empty={<Text c="dimmed">{t('empty')}</Text>}>
        <Section title={t('due')} refusals={waiting.filter(isDue)} />
        {later.length > 0 && <Section title={t('later')} refusals={later} />}
      </ListFaces>
    </Page>
  );
}

function Section({ title, refusals }: { title: string; refusals: Refusal[] }) {
  const t = useTexts();
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      {refusals.length === 0 && <Text c="dimmed">{t('nothingDue')}</Text>}
      {refusals.map((refusal) => (
        <RefusalCard key={refusal.id} refusal={refusal} />
      ))}
    </Stack>
  );
}
