import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { audiences } from '@/agendas/audiences';
import { hasRole, useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { addDays, dayAndMonth, isoDay, weekOf } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { Section } from '@/ui/section';
import { StepThrough } from '@/ui/step-through';
import { BookInARow } from './book-in-a-row';
import { CloseTeam } from './close-team';
import { CopyShifts } from './copy-shifts';
import { Hours } from './hours';
import { PublishShiftDialog } from './publish-shift-dialog';
import { type Team, teamQuery, weekQuery } from './queries';
import { ShiftCard } from './shift-card';
import { TeamDialog } from './team-dialog';
import { useTexts } from './texts';
import { ToReplaceList } from './to-replace';

interface TeamPageProps {
  id: string;
  /** Any day of the week that is looked at. */
  week?: string;
  onWeek: (week: string) => void;
}

/** A week of one team: who is needed, who comes, how full it is. */
export function TeamPage({ id, week, onWeek }: TeamPageProps) {
  const t = useTexts();
  const query = useQuery(teamQuery(id));
  const team = query.data;
  return (
    <Page
      title={team?.label ?? t('title')}
      subtitle={team && t(`kind.${team.kind}`)}
      actions={
        <>
          <Anchor renderRoot={(props) => <Link to={PATHS.teams} {...props} />}>{t('toTeams')}</Anchor>
          {team?.may_lead && <LeadActs team={team} />}
        </>
      }
    >
      <ListFaces query={query}>{team && <Whole team={team} week={week} onWeek={onWeek} />}</ListFaces>
    </Page>
  );
}

function LeadActs({ team }: { team: Team }) {
  const t = useTexts();
  const [isPublishing, setPublishing] = useState(false);
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <Button onClick={() => setPublishing(true)}>{t('publish.open')}</Button>
      <Button variant="default" onClick={() => setEditing(true)}>
        {t('edit.open')}
      </Button>
      <CloseTeam team={team} />
      {isPublishing && <PublishShiftDialog team={team} onClose={() => setPublishing(false)} />}
      {isEditing && <TeamDialog team={team} onClose={() => setEditing(false)} />}
    </>
  );
}

function Whole({ team, week, onWeek }: { team: Team; week?: string; onWeek: (week: string) => void }) {
  const t = useTexts();
  const today = isoDay(new Date());
  const first = team.next_shift_on ?? (team.opens_on > today ? team.opens_on : today);
  const monday = weekOf(week ?? first)[0] ?? first;
  const query = useQuery(weekQuery(team.team_id, monday));
  const books = hasRole(useSession(), 'professional', 'delegate', 'care_coordinator', 'director');
  const { shifts = [], to_replace = [] } = query.data ?? {};
  return (
    <Stack gap="lg">
      <Facts team={team} />
      {books && team.closed_at === null && <BookInARow team={team} />}
      <Section title={t('week.heading')}>
        <Stack gap="sm">
          <StepThrough
            size="compact-md"
            before={t('week.previous')}
            after={t('week.next')}
            onStep={(by) => onWeek(addDays(monday, by * 7))}
          >
            {t('week.title', { day: dayAndMonth(monday) })}
          </StepThrough>
          {team.may_lead && shifts.length > 0 && (
            <Group className="no-print">
              <CopyShifts teamId={team.team_id} monday={monday} />
            </Group>
          )}
          <ListFaces
            query={query}
            isEmpty={shifts.length === 0}
            empty={<EmptyFace>{t('week.empty')}</EmptyFace>}
          >
            <Stack gap="sm">
              {shifts.map((one) => (
                <ShiftCard key={`${one.starts_at}${one.to_time}`} shift={one} team={team} />
              ))}
            </Stack>
          </ListFaces>
        </Stack>
      </Section>
      {to_replace.length > 0 && <ToReplaceList waiting={to_replace} />}
      <Hours teamId={team.team_id} />
    </Stack>
  );
}

function Facts({ team }: { team: Team }) {
  const t = useTexts();
  return (
    <div>
      {team.closed_at && <Text fw={600}>{t('closedSince', { day: dayAndMonth(team.closed_at) })}</Text>}
      <Text>
        {t('facts.act', {
          act: codeLabel('bookingReason', team.reason_code),
          minutes: team.slot_minutes,
          audience: audiences(team.audience),
        })}
      </Text>
      <Text>{[team.site, team.commune_name].filter(Boolean).join(', ')}</Text>
      <Text size="sm" c="dimmed">
        {team.lead_name ? t('facts.lead', { name: team.lead_name }) : t('facts.noLead')}{' '}
        {team.confirms_at_once && t('facts.atOnce')}
      </Text>
    </div>
  );
}
