import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Referral } from '@/api/types';
import { tableDay } from '@/lib/dates';
import { optionsOf, useCodes } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { type Crossing, crossingsQuery, useRevokeCrossing } from '@/neighbours/queries';
import { useNeighbourTexts } from '@/neighbours/texts';
import { ReasonDialog } from '@/referral/reason-dialog';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone } from '@/ui/notify';
import { OpenCrossingDialog } from './open-crossing-dialog';

const COLORS = { open: 'ambre', proposed: 'vert', chosen: 'vert', ended: 'ardoise' } as const;
const REVOCATIONS = optionsOf({
  person_withdraws: codes.crossingEnd.person_withdraws,
  no_longer_needed: codes.crossingEnd.no_longer_needed,
  entered_by_mistake: codes.crossingEnd.entered_by_mistake,
});

/** To which neighbouring CPTS the request is open: for its coordinator. */
export function Crossings({ referral }: { referral: Referral }) {
  const t = useNeighbourTexts();
  const query = useQuery(crossingsQuery(referral.referral_id));
  const [isOpening, setOpening] = useState(false);
  const items = query.data?.items ?? [];
  const isSearched = referral.status === 'qualified' || referral.status === 'searching';
  return (
    <Stack gap="sm" component="section" aria-labelledby="crossings">
      <Title order={2} size="h4" id="crossings">
        {t('case.title')}
      </Title>
      <Text c="dimmed">{t('case.lead')}</Text>
      {isSearched && (
        <Group>
          <Button variant="default" onClick={() => setOpening(true)}>
            {t('case.open')}
          </Button>
        </Group>
      )}
      <ListFaces query={query} isEmpty={items.length === 0} empty={<Text>{t('case.empty')}</Text>}>
        <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
          {items.map((one) => (
            <CrossingCard key={one.crossing_id} crossing={one} />
          ))}
        </Stack>
      </ListFaces>
      {isOpening && <OpenCrossingDialog referral={referral} onClose={() => setOpening(false)} />}
    </Stack>
  );
}

function CrossingCard({ crossing }: { crossing: Crossing }) {
  const t = useNeighbourTexts();
  const words = useCodes();
  const revoke = useRevokeCrossing();
  const [isRevoking, setRevoking] = useState(false);
  const name = crossing.to_name;
  return (
    <Paper withBorder p="sm" component="li">
      <Group gap="xs">
        <Title order={3} size="h5">
          {name}
        </Title>
        <Badge variant="light" radius="sm" color={COLORS[crossing.state]}>
          {words(`crossingState.${crossing.state}`)}
        </Badge>
      </Group>
      {crossing.proposed_name && (
        <Text>
          {t(crossing.chosen_at ? 'case.chosen' : 'case.proposed', { name: crossing.proposed_name })}
        </Text>
      )}
      {crossing.end_code && crossing.ended_at && (
        <Text size="sm">
          {words(`crossingEnd.${crossing.end_code}`)}, {tableDay(crossing.ended_at)}
          {crossing.end_reason && ` · ${words(`receivedRefusal.${crossing.end_reason}`)}`}
        </Text>
      )}
      {crossing.end_words && <Text size="sm">« {crossing.end_words} »</Text>}
      <Text size="sm" c="dimmed">
        {t('case.opened', { name: crossing.opened_by_name, day: tableDay(crossing.opened_at) })} ·{' '}
        {t('case.agreed', {
          given: words(`consentGiven.${crossing.given}`).toLowerCase(),
          day: tableDay(crossing.agreed_at),
        })}
      </Text>
      {crossing.state !== 'ended' && (
        <Button mt="xs" size="compact-md" variant="default" onClick={() => setRevoking(true)}>
          {t('case.revoke')}
          <span className="vh"> – {name}</span>
        </Button>
      )}
      {isRevoking && (
        <ReasonDialog
          danger
          title={t('case.revokeTitle', { name })}
          text={t('case.revokeText')}
          act={t('case.revokeAct')}
          busy={revoke.isPending}
          options={REVOCATIONS}
          onClose={() => setRevoking(false)}
          onConfirm={(reason) =>
            revoke.mutate(
              { id: crossing.crossing_id, reason },
              {
                onSuccess: () => {
                  notifyDone(t('case.revoked', { name }));
                  setRevoking(false);
                },
              },
            )
          }
        />
      )}
    </Paper>
  );
}
