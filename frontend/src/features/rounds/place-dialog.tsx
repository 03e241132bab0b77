import { Alert, List, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { hour } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import {
  type DayOfRounds,
  type PlaceVisit,
  type Round,
  usePlace,
  type Visit,
  type VisitMove,
  weighingQuery,
} from './queries';
import { useTexts } from './texts';

interface PlaceDialogProps {
  visit: Visit;
  rounds: DayOfRounds;
  name: string;
  onClose: () => void;
}

const keyOf = (round: Round) => `${round.professional_id} ${round.from_time}`;

/** The coordinator's hand: another nurse or another place, with what it would break said before. */
export function PlaceDialog({ visit, rounds, name, onClose }: PlaceDialogProps) {
  const t = useTexts();
  const [key, setKey] = useState('');
  const [position, setPosition] = useState(0);
  const round = rounds.rounds.find((one) => keyOf(one) === key);
  const others = round?.visits.filter((one) => one.visit_id !== visit.visit_id) ?? [];
  const wanted: PlaceVisit | null = round
    ? { professional_id: round.professional_id, from_time: round.from_time, position, agreed_hour: false }
    : null;
  const query = useQuery(weighingQuery(visit.visit_id, wanted));
  const weighed = wanted ? query.data : undefined;
  const place = usePlace();
  const mustAgree = weighed?.may_insist ?? false;
  return (
    <ConfirmDialog
      opened
      title={t('place.title', { name })}
      act={t(mustAgree ? 'place.agreed' : 'place.act')}
      busy={place.isPending}
      disabled={!weighed || (weighed.broken.length > 0 && !mustAgree)}
      onClose={onClose}
      onConfirm={() =>
        wanted &&
        place.mutate(
          { visit: visit.visit_id, place: { ...wanted, agreed_hour: mustAgree } },
          {
            onSuccess: () => {
              notifyDone(t('place.done'));
              onClose();
            },
            onError: notifyRefusal,
          },
        )
      }
    >
      <Stack gap="sm">
        <NativeSelect
          label={t('place.round')}
          value={key}
          data={[
            { value: '', label: t('place.choose'), disabled: true },
            ...rounds.rounds.map((one) => ({
              value: keyOf(one),
              label: t('round.title', {
                who: one.professional_name,
                from: hour(one.from_time),
                to: hour(one.to_time),
              }),
            })),
          ]}
          onChange={(event) => {
            setKey(event.currentTarget.value);
            setPosition(0);
          }}
        />
        {round && (
          <NativeSelect
            label={t('place.position')}
            value={String(position)}
            data={[
              { value: '0', label: t('place.first') },
              ...others.map((one, index) => ({
                value: String(index + 1),
                label: t('place.after', {
                  at: one.starts_at ? hour(one.starts_at) : '',
                  commune: one.commune_name ?? one.commune_code,
                }),
              })),
            ]}
            onChange={(event) => setPosition(Number(event.currentTarget.value))}
          />
        )}
        {visit.status === 'told' && <Text>{t('place.told')}</Text>}
        {wanted && query.error && (
          <Alert role="alert" color="rouge" variant="outline">
            {asProblem(query.error).sentence}
          </Alert>
        )}
        {weighed && <Foreseen weighed={weighed} />}
      </Stack>
    </ConfirmDialog>
  );
}

function Foreseen({ weighed }: { weighed: VisitMove }) {
  const t = useTexts();
  return (
    <>
      <Text role="status">
        {t(weighed.added_minutes < 0 ? 'place.saves' : 'place.adds', {
          at: hour(weighed.starts_at),
          count: Math.abs(weighed.added_minutes),
        })}
      </Text>
      {weighed.broken.length > 0 && (
        <Alert
          role="alert"
          color={weighed.may_insist ? 'ambre' : 'rouge'}
          variant="outline"
          title={t(weighed.may_insist ? 'place.ask' : 'place.refused')}
        >
          <List spacing={4}>
            {weighed.broken.map((one) => (
              <List.Item key={`${one.kind} ${one.visit_id}`}>{t(`rule.${one.kind}`)}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </>
  );
}
