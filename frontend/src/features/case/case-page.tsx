import { Alert, Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { COORDINATION, hasRole, useSession } from '@/api/session';
import type { Referral } from '@/api/types';
import { PATHS } from '@/app/paths';
import { LineUp } from '@/bundle/line-up';
import { tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { ComplexBadge } from '@/referral/complex-badge';
import { needLine, personLine } from '@/referral/person-line';
import { referralQuery } from '@/referral/queries';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { StageBar } from '@/ui/stage-bar';
import { ClassChip, UrgencyChip } from '@/ui/urgency-chip';
import { Acts } from './acts';
import { CaseTabs } from './case-tabs';
import { ComplexSituation } from './complex-situation';
import { PersonName } from './person-name';
import type { CaseTab } from './search';
import { StateCard } from './state-card';
import { useTexts } from './texts';
import { useReadNews } from './use-read-news';
import { VisitsToTell } from './visits-to-tell';

export function CasePage({ id, tab }: { id: string; tab: CaseTab }) {
  const t = useTexts();
  const referral = useQuery(referralQuery(id));
  if (!referral.data)
    return (
      <Page title={t('loadingTitle')}>
        <ListFaces query={referral}>{null}</ListFaces>
      </Page>
    );
  return <Case referral={referral.data} tab={tab} />;
}

function Case({ referral, tab }: { referral: Referral; tab: CaseTab }) {
  const t = useTexts();
  const codes = useCodes();
  const coordinates = hasRole(useSession(), ...COORDINATION);
  useReadNews(referral);
  return (
    <Page
      title={t('title', { number: referral.case_number })}
      subtitle={
        <>
          <Text fw={600} c="dark">
            {needLine(referral)}
          </Text>
          <Text size="sm">{personLine(referral, '–')}</Text>
          <Text size="sm">
            {t('stated', { name: referral.referrer_name, day: tableDay(referral.stated_at) })}
          </Text>
        </>
      }
      actions={<Acts referral={referral} />}
    >
      <Stack gap="md">
        <Group gap="xs">
          <ClassChip priorityClass={referral.priority_class} words={referral.priority_words} isLong />
          <UrgencyChip urgency={referral.urgency} />
          <ComplexBadge of={referral} />
          {referral.home_visit && <Badge variant="light">{t('homeVisit')}</Badge>}
          {referral.teleconsultation && (
            <Badge variant="light">
              {codes(`constraint.teleconsultation_${referral.teleconsultation}`)}
              {referral.accompanied_by &&
                ` – ${codes(`constraint.with_${referral.accompanied_by}`).toLowerCase()}`}
            </Badge>
          )}
          {referral.advance_choice && <Badge variant="light">{t('advance')}</Badge>}
        </Group>
        <StageBar status={referral.status} />
        {referral.status === 'draft' && (
          <Alert color="ambre" variant="light" role="status">
            {t('consent.waits')}
          </Alert>
        )}
        <DuplicateWarning referral={referral} />
        {coordinates && <VisitsToTell referralId={referral.referral_id} />}
        <StateCard referral={referral} />
        <ComplexSituation referral={referral} />
        {referral.bundle && <LineUp bundleId={referral.bundle.bundle_id} here={referral.referral_id} />}
        <PersonName referral={referral} />
        <CaseTabs referral={referral} tab={tab} />
      </Stack>
    </Page>
  );
}

/** Coordinators are led to the other request; the others learn only that it seems to exist. */
function DuplicateWarning({ referral }: { referral: Referral }) {
  const t = useTexts();
  const other = referral.possible_duplicate_of;
  if (!referral.request_exists) return null;
  return (
    <Alert color="ambre" variant="light" role="status">
      {t('exists')}{' '}
      {other ? (
        <Anchor renderRoot={(props) => <Link to={PATHS.referral} params={{ id: other }} {...props} />}>
          {t('existsOpen')}
        </Anchor>
      ) : (
        t('existsOther')
      )}
    </Alert>
  );
}
