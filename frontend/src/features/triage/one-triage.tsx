import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { Referral } from '@/api/types';
import { PATHS } from '@/app/paths';
import { referralQuery } from '@/referral/queries';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { Refused } from '@/ui/refused';
import { Ended } from './ended';
import { HandOver } from './hand-over';
import { questionOf } from './path';
import { PathTaken, Trace } from './path-taken';
import { type Triage, triageQuery, useAnswer, useOpen } from './queries';
import { Question } from './question';
import { RedFlag } from './red-flag';
import { Sorted } from './sorted';
import { useTexts } from './texts';

/** First and last year of each band of the card; unknown excludes nobody. */
const AGES: Record<Referral['age_band'], [number, number] | undefined> = {
  '0-1': [0, 1],
  '2-5': [2, 5],
  '6-15': [6, 15],
  '16-39': [16, 39],
  '40-69': [40, 69],
  '70-79': [70, 79],
  '80+': [80, 130],
  unknown: undefined,
};

/** The triage of one request: begun, taken up where it stands, corrected, ended. */
export function OneTriage({ id }: { id: string }) {
  const t = useTexts();
  const triage = useQuery(triageQuery(id));
  // Who may sort may not be among those who follow the case: then it has no number here.
  const referral = useQuery({ ...referralQuery(id), retry: false });
  return (
    <Page
      title={referral.data ? t('title', { number: referral.data.case_number }) : t('titleAlone')}
      subtitle={t('subtitle')}
      focusTitle={false}
      narrow
      actions={
        <>
          <Anchor renderRoot={(props) => <Link to={PATHS.triage} {...props} />}>{t('toQueue')}</Anchor>
          {referral.data && (
            <Anchor renderRoot={(props) => <Link to={PATHS.referral} params={{ id }} {...props} />}>
              {t('toCase')}
            </Anchor>
          )}
        </>
      }
    >
      <ListFaces query={triage}>
        {triage.data ? (
          <Standing
            triage={triage.data}
            commune={referral.data?.place?.commune_code}
            ages={referral.data && AGES[referral.data.age_band]}
          />
        ) : (
          <Begin id={id} />
        )}
      </ListFaces>
    </Page>
  );
}

function Begin({ id }: { id: string }) {
  const t = useTexts();
  const open = useOpen(id);
  return (
    <Stack gap="sm" align="flex-start">
      <Text>{t('begin.text')}</Text>
      <Refused error={open.error} />
      <Button size="lg" loading={open.isPending} onClick={() => open.mutate()} data-autofocus>
        {t('begin.act')}
      </Button>
    </Stack>
  );
}

interface StandingProps {
  triage: Triage;
  commune?: string;
  ages?: [number, number];
}

function Standing({ triage, commune, ages }: StandingProps) {
  const t = useTexts();
  const [corrected, setCorrected] = useState<string | null>(null);
  const { mutate, isPending, error } = useAnswer(triage.referral_id);
  const question = questionOf(triage, corrected);
  const answer = useCallback(
    (given: string) =>
      question && mutate({ question: question.code, answer: given }, { onSuccess: () => setCorrected(null) }),
    [mutate, question],
  );
  const isOpen = triage.status !== 'ended';
  return (
    <Stack gap="lg">
      <Refused error={error} />
      {question ? (
        <Question
          question={question}
          given={triage.path.find((step) => step.question.code === question.code)?.answer}
          busy={isPending}
          onAnswer={answer}
        />
      ) : (
        <Reached triage={triage} commune={commune} ages={ages} />
      )}
      {isOpen && triage.status !== 'red_flag' && (
        <Group gap="sm">
          <HandOver triage={triage} to="emergency" />
          {corrected && (
            <Button variant="default" onClick={() => setCorrected(null)}>
              {t('keep')}
            </Button>
          )}
        </Group>
      )}
      <PathTaken path={triage.path} onCorrect={isOpen ? setCorrected : undefined} />
      <Trace acts={triage.acts} version={triage.script_version} />
    </Stack>
  );
}

/** Where the script has ended. */
function Reached({ triage, ...known }: StandingProps) {
  if (triage.status === 'ended') return <Ended triage={triage} />;
  if (triage.status === 'red_flag') return <RedFlag triage={triage} />;
  return <Sorted triage={triage} {...known} />;
}
