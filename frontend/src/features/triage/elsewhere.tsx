import { Anchor, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { hasRole, useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { phoneLink } from '@/lib/typography';
import { ListFaces } from '@/ui/list-faces';
import { Section } from '@/ui/section';
import { HandOver } from './hand-over';
import { type Disposition, type RecourseNow, recoursesNowQuery, type Triage } from './queries';
import { Recourses } from './recourses';
import { useTexts } from './texts';

interface ElsewhereProps {
  triage: Triage;
  commune?: string;
  ages?: [number, number];
}

/** No slot answers: the volunteers, then whoever takes the request now, in the order of the CPTS. */
export function Elsewhere({ triage, commune, ages }: ElsewhereProps) {
  const t = useTexts();
  const query = useQuery(recoursesNowQuery(triage.referral_id, { commune, ages }));
  const items = query.data?.items ?? [];
  const mayPlan = hasRole(useSession(), 'care_coordinator');
  return (
    <Section title={t('elsewhere.title')}>
      <Stack gap="sm">
        <Text>{t('elsewhere.text')}</Text>
        <Group gap="sm">
          <HandOver triage={triage} to="pool" />
          {triage.pool_asked_at && (
            <Anchor
              renderRoot={(props) => (
                <Link to={PATHS.proposal} params={{ id: triage.referral_id }} {...props} />
              )}
            >
              {t('elsewhere.ask')}
            </Anchor>
          )}
          {triage.pool_asked_at && mayPlan && (
            <Anchor
              renderRoot={(props) => (
                <Link to={PATHS.rounds} search={{ demande: triage.referral_id }} {...props} />
              )}
            >
              {t('elsewhere.noteVisit')}
            </Anchor>
          )}
        </Group>
        <ListFaces query={query}>
          <Recourses triage={triage} items={items} />
        </ListFaces>
        {!query.isPending && <Undescribed triage={triage} items={items} />}
      </Stack>
    </Section>
  );
}

/** The two lines of the script, where the CPTS has described no recourse of that kind. */
function Undescribed({ triage, items }: { triage: Triage; items: RecourseNow[] }) {
  const t = useTexts();
  const { sas, sos_medecins: sos } = triage.phones;
  const isDescribed = (to: Disposition) => items.some((one) => one.disposition === to);
  return (
    <>
      {sos && !isDescribed('sos_medecins') && (
        <Group gap="sm">
          <Anchor href={phoneLink(sos)}>{t('elsewhere.callSos', { number: sos })}</Anchor>
          <HandOver triage={triage} to="sos_medecins" />
        </Group>
      )}
      {sas && !isDescribed('sas') && (
        <Group gap="sm">
          <Anchor href={phoneLink(sas)}>{t('elsewhere.callSas', { number: sas })}</Anchor>
          <HandOver triage={triage} to="sas" />
        </Group>
      )}
    </>
  );
}
