import { Alert, Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Candidates, Referral } from '@/api/types';
import { PATHS } from '@/app/paths';
import { HandOverButton, PartnersFor } from '@/handover/partners';
import { useCodes } from '@/lib/i18n';
import { number } from '@/lib/typography';
import { needLine, personLine } from '@/referral/person-line';
import { referralQuery } from '@/referral/queries';
import { WishWords } from '@/referral/wishes';
import { ListFaces, RowsSkeleton } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { candidatesQuery } from './queries';
import { useTexts } from './texts';
import { WaveBuilder } from './wave-builder';

/** Who could be asked and why, who could not and by which rule; the coordinator decides and sends. */
export function ProposalPage({ id }: { id: string }) {
  const t = useTexts();
  const [ringKm, setRingKm] = useState<number>();
  const referral = useQuery(referralQuery(id));
  const candidates = useQuery(candidatesQuery(id, ringKm));
  const data = candidates.data;
  return (
    <Page
      title={t('title', { number: referral.data?.case_number ?? '' })}
      subtitle={referral.data && <Summary referral={referral.data} candidates={data} />}
    >
      <ListFaces query={candidates} skeleton={<RowsSkeleton rows={3} height={150} />}>
        {referral.data && !referral.data.allowed_acts.includes('waves') && (
          <NotNow status={referral.data.status} />
        )}
        <WishWords id={id} title={t('wishes')} />
        {data && referral.data && (
          // A new ring or a wave just sent is another proposal: the choice starts again from the rules.
          <WaveBuilder
            key={`${data.ring_km}-${data.waves_sent}`}
            referral={referral.data}
            candidates={data}
            onRing={setRingKm}
          />
        )}
      </ListFaces>
      {referral.data && (
        <PartnersFor
          referral={referral.data}
          act={(_, label) => (
            <HandOverButton
              renderRoot={(props) => (
                <Link to={PATHS.referral} params={{ id }} search={{ onglet: 'relais' }} {...props} />
              )}
            >
              {label}
            </HandOverButton>
          )}
        />
      )}
      <Anchor renderRoot={(props) => <Link to={PATHS.referral} params={{ id }} {...props} />}>
        {t('backToCase')}
      </Anchor>
    </Page>
  );
}

function Summary({ referral, candidates }: { referral: Referral; candidates?: Candidates }) {
  const t = useTexts();
  return (
    <>
      {needLine(referral)} · {personLine(referral, '–')} · {referral.priority_words}.{' '}
      {candidates && (
        <>
          {t('examined', {
            examined: candidates.candidates.length + candidates.excluded.length,
            count: candidates.candidates.length,
            ring: number(candidates.ring_km),
          })}{' '}
          <Text component="strong" fw={700} c="dark" size="sm">
            {t('decide')}
          </Text>
          {'\u00a0: '}
          {t('decideWhy')}
        </>
      )}
    </>
  );
}

function NotNow({ status }: { status: Referral['status'] }) {
  const t = useTexts();
  const codes = useCodes();
  return (
    <Alert color="ambre" variant="light" role="status">
      {t('notNow', { status: codes(`status.${status}`).toLowerCase() })}
    </Alert>
  );
}
