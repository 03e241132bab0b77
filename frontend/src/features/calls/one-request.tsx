import { Alert, Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { PATHS } from '@/app/paths';
import { needLine } from '@/referral/person-line';
import { ListFaces } from '@/ui/list-faces';
import { ClassChip, UrgencyChip } from '@/ui/urgency-chip';
import { CallLog } from './call-log';
import { LinesTable } from './lines-table';
import { nextLine } from './next-line';
import { OneCall } from './one-call';
import { type CallList, callsQuery } from './queries';
import { useTexts } from './texts';

export function OneRequest({ id }: { id: string }) {
  const calls = useQuery(callsQuery(id));
  return <ListFaces query={calls}>{calls.data && <Calls list={calls.data} />}</ListFaces>;
}

function Calls({ list }: { list: CallList }) {
  const t = useTexts();
  const [picked, setPicked] = useState<string | null>(null);
  const current = list.lines.find((line) => line.professional_id === picked) ?? nextLine(list.lines);
  const params = { id: list.referral_id };
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Title order={2} size="h4">
          <Link to={PATHS.referral} params={params}>
            {list.case_number}
          </Link>{' '}
          – {needLine(list)}
        </Title>
        <ClassChip priorityClass={list.priority_class} words={`P${list.priority_class}`} />
        {list.urgency !== 'normal' && <UrgencyChip urgency={list.urgency} />}
      </Group>
      {list.status === 'proposed' ? (
        <Alert color="vert" variant="light" role="status" title={t('found')}>
          <Anchor renderRoot={(props) => <Link to={PATHS.choice} params={params} {...props} />}>
            {t('toChoice')}
          </Anchor>
        </Alert>
      ) : list.status === 'placed' ? (
        <Alert color="vert" variant="light" role="status" title={t('placed')} />
      ) : current ? (
        <OneCall key={current.professional_id} list={list} line={current} onDone={() => setPicked(null)} />
      ) : (
        <NobodyLeft list={list} />
      )}
      <LinesTable lines={list.lines} current={current?.professional_id} onPick={setPicked} />
      <CallLog referralId={list.referral_id} log={list.log} />
    </Stack>
  );
}

/** The end of the list: why nobody is left, and what can still be tried. */
function NobodyLeft({ list }: { list: CallList }) {
  const t = useTexts();
  const reasons = new Map<string, number>();
  for (const { words } of list.excluded) reasons.set(words, (reasons.get(words) ?? 0) + 1);
  const waits = list.lines.some((line) => line.turn === 'later' || line.claimed_by_name);
  return (
    <Alert color="ambre" variant="light" role="status" title={t(waits ? 'nobodyNow' : 'nobodyLeft')}>
      <ul>
        {[...reasons].map(([words, count]) => (
          <li key={words}>{t('excluded', { words, count })}</li>
        ))}
      </ul>
      {list.waves_left && <Text size="sm">{t('wavesLeft')}</Text>}
      <Anchor
        renderRoot={(props) => <Link to={PATHS.proposal} params={{ id: list.referral_id }} {...props} />}
      >
        {t('toProposal')}
      </Anchor>
    </Alert>
  );
}
