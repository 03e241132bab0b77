import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '@/api/session';
import { addDays, dayAndMonth, isoDay } from '@/lib/dates';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { Section } from '@/ui/section';
import { StepThrough } from '@/ui/step-through';
import { MyHours } from './my-hours';
import { OwnVisit } from './own-visit';
import { ownRoundQuery } from './queries';
import type { RoundsSearch } from './search';
import { useTexts } from './texts';
import { useNames } from './use-names';

interface OwnRoundPageProps {
  search: RoundsSearch;
  onSearch: (search: RoundsSearch) => void;
}

/** In the nurse's hand on the road: what was published to her, in order, and what to tap at the door. */
export function OwnRoundPage({ search, onSearch }: OwnRoundPageProps) {
  const t = useTexts();
  const { professional_id: own } = useSession();
  const day = search.jour ?? isoDay(new Date());
  const query = useQuery(ownRoundQuery(day));
  const visits = query.data?.visits ?? [];
  const next = query.data?.next_day;
  const nameOf = useNames(visits.map((one) => one.referral_id));
  return (
    <Page
      title={t('own.title')}
      narrow
      actions={
        <Button variant="default" onClick={() => window.print()}>
          {t('print')}
        </Button>
      }
    >
      <StepThrough
        before={t('previousDay')}
        after={t('nextDay')}
        onStep={(by) => onSearch({ jour: addDays(day, by) })}
      >
        {dayAndMonth(day)}
      </StepThrough>
      <ListFaces
        query={query}
        isEmpty={visits.length === 0}
        empty={
          <EmptyFace>
            <Text>{t('own.empty')}</Text>
            {next && (
              <Button variant="default" className="no-print" onClick={() => onSearch({ jour: next })}>
                {t('own.next', { day: dayAndMonth(next) })}
              </Button>
            )}
          </EmptyFace>
        }
      >
        <Stack gap="sm">
          <Text role="status">
            {t('own.total', { count: visits.length, minutes: query.data?.travel_minutes ?? 0 })}
          </Text>
          {visits.map((visit) => (
            <OwnVisit key={visit.visit_id} visit={visit} name={nameOf(visit.referral_id)} />
          ))}
        </Stack>
      </ListFaces>
      {own && (
        <Section title={t('hours.title')}>
          <MyHours professionalId={own} />
        </Section>
      )}
    </Page>
  );
}
