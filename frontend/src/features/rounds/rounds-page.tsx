import { Anchor, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { hasRole, useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { addDays, dayAndMonth, isoDay, nextOpenDay } from '@/lib/dates';
import { decimal } from '@/lib/typography';
import { DayField } from '@/ui/day-field';
import { ExportButton } from '@/ui/export-button';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { Page } from '@/ui/page';
import { Section } from '@/ui/section';
import { StepThrough } from '@/ui/step-through';
import { NoteDialog } from './note-dialog';
import { Publications } from './publications';
import { PublishDialog } from './publish-dialog';
import { type DayOfRounds, exportPath, roundsQuery, usePropose } from './queries';
import { RoundCard } from './round-card';
import type { RoundsSearch } from './search';
import { SentToPool } from './sent-to-pool';
import { useTexts } from './texts';
import { Unplaced } from './unplaced';
import { useNames } from './use-names';

interface RoundsPageProps {
  search: RoundsSearch;
  onSearch: (search: RoundsSearch) => void;
}

/** Visits at home of one day, in the hours that nurses offered: planned, moved by hand, published. */
export function RoundsPage({ search, onSearch }: RoundsPageProps) {
  const t = useTexts();
  const day = search.jour ?? nextOpenDay(new Date());
  const query = useQuery(roundsQuery(day));
  const note = (demande?: string) => onSearch({ ...search, demande });
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        <>
          <ExportButton path={exportPath(day)} name={t('file', { day })} />
          <Button variant="default" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </>
      }
    >
      <StepThrough
        before={t('previousDay')}
        after={t('nextDay')}
        onStep={(by) => onSearch({ jour: addDays(day, by) })}
      >
        <DayField label={t('day')} value={day} onChange={(jour) => onSearch({ jour: jour || undefined })} />
      </StepThrough>
      <ListFaces query={query}>{query.data && <Day rounds={query.data} onNote={note} />}</ListFaces>
      {search.demande && query.data && (
        <NoteDialog referralId={search.demande} day={day} onClose={() => note(undefined)} />
      )}
    </Page>
  );
}

function Day({ rounds, onNote }: { rounds: DayOfRounds; onNote: (referral: string) => void }) {
  const t = useTexts();
  const mayPlan = hasRole(useSession(), 'care_coordinator') && rounds.day >= isoDay(new Date());
  const visits = [...rounds.unplaced, ...rounds.rounds.flatMap((one) => one.visits)];
  const nameOf = useNames([...visits, ...rounds.sent_to_pool].map((one) => one.referral_id));
  const said = { rounds, mayPlan, nameOf };
  return (
    <Stack gap="lg">
      <OtherDays rounds={rounds} />
      <Text role="status">
        {t('total', {
          visits: visits.length - rounds.unplaced.length,
          unplaced: rounds.unplaced.length,
          minutes: rounds.travel_minutes,
          km: decimal(rounds.travel_km),
        })}
      </Text>
      {mayPlan && <Acts rounds={rounds} />}
      {rounds.sent_to_pool.length > 0 && (
        <Section title={t('sent.title')}>
          <SentToPool sent={rounds.sent_to_pool} nameOf={nameOf} onNote={mayPlan ? onNote : null} />
        </Section>
      )}
      {rounds.unplaced.length > 0 && (
        <Section title={t('unplaced.title')}>
          <Unplaced {...said} />
        </Section>
      )}
      <Section title={t('rounds')}>
        {rounds.rounds.length === 0 ? (
          <EmptyFace>
            <Text>{t('empty')}</Text>
          </EmptyFace>
        ) : (
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            {rounds.rounds.map((one) => (
              <RoundCard key={`${one.professional_id} ${one.from_time}`} round={one} {...said} />
            ))}
          </SimpleGrid>
        )}
      </Section>
      {rounds.published > 0 && <Publications day={rounds.day} />}
    </Stack>
  );
}

function OtherDays({ rounds }: { rounds: DayOfRounds }) {
  const t = useTexts();
  const others = rounds.to_place.filter(({ day }) => day !== rounds.day);
  if (others.length === 0) return null;
  return (
    <Group gap="sm" className="no-print">
      <Text size="sm">{t('otherDays')}</Text>
      {others.map(({ day, visits }) => (
        <Anchor
          key={day}
          size="sm"
          renderRoot={(props) => <Link to={PATHS.rounds} search={{ jour: day }} {...props} />}
        >
          {t('otherDay', { day: dayAndMonth(day), count: visits })}
        </Anchor>
      ))}
    </Group>
  );
}

function Acts({ rounds }: { rounds: DayOfRounds }) {
  const t = useTexts();
  const propose = usePropose();
  const [isPublishing, setPublishing] = useState(false);
  const isEmpty = rounds.unplaced.length === 0 && rounds.rounds.every((one) => one.visits.length === 0);
  return (
    <Group gap="xs" className="no-print">
      <Button
        disabled={isEmpty}
        loading={propose.isPending}
        onClick={() =>
          propose.mutate(rounds.day, {
            onSuccess: ({ unplaced }) =>
              notifyDone(unplaced.length ? t('proposed', { count: unplaced.length }) : t('proposedAll')),
            onError: notifyRefusal,
          })
        }
      >
        {t('propose')}
      </Button>
      <Button variant="default" disabled={rounds.untold === 0} onClick={() => setPublishing(true)}>
        {t('publish.act', { count: rounds.untold })}
      </Button>
      {isPublishing && <PublishDialog rounds={rounds} onClose={() => setPublishing(false)} />}
    </Group>
  );
}
