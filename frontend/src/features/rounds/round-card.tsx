import { Badge, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { hour } from '@/lib/dates';
import { decimal } from '@/lib/typography';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { PlaceDialog } from './place-dialog';
import { type DayOfRounds, type Round, usePlace, useVisitAct, type Visit, type VisitAct } from './queries';
import { useTexts } from './texts';
import { VisitLine } from './visit-line';
import { WithdrawDialog } from './withdraw-dialog';

interface RoundCardProps {
  round: Round;
  rounds: DayOfRounds;
  mayPlan: boolean;
  nameOf: (referral: string) => string;
}

/** The order of one round, with the road between two doors. */
export function RoundCard({ round, rounds, mayPlan, nameOf }: RoundCardProps) {
  const t = useTexts();
  const title = t('round.title', {
    who: round.professional_name,
    from: hour(round.from_time),
    to: hour(round.to_time),
  });
  const terms = [
    t('round.most', { count: round.visits.length, most: round.most }),
    round.communes.length > 0 ? round.communes.join(', ') : t('round.anywhere'),
    ...round.skills.map((skill) => t(`skill.${skill}`)),
  ];
  return (
    <Paper withBorder p="sm" component="section" aria-label={title}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={3} size="h5">
            {title}
          </Title>
          {round.most === 0 && (
            <Badge variant="light" color="ambre">
              {t('round.noMore')}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {terms.join(' · ')}
        </Text>
        {round.visits.length === 0 ? (
          <Text size="sm">{t('round.none')}</Text>
        ) : (
          <List type="ordered" spacing="xs">
            {round.visits.map((visit, position) => (
              <List.Item key={visit.visit_id}>
                <Text size="sm" c="dimmed">
                  {t('round.road', { count: visit.travel_minutes ?? 0 })}
                </Text>
                <VisitLine visit={visit} name={nameOf(visit.referral_id)} />
                {mayPlan && <Acts {...{ visit, round, rounds, position }} name={nameOf(visit.referral_id)} />}
              </List.Item>
            ))}
          </List>
        )}
        {round.back_at && (
          <Text size="sm">
            {t('round.back', {
              at: hour(round.back_at),
              minutes: round.travel_minutes,
              km: decimal(round.travel_km),
            })}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

interface ActsProps {
  visit: Visit;
  round: Round;
  rounds: DayOfRounds;
  position: number;
  name: string;
}

function Acts({ visit, round, rounds, position, name }: ActsProps) {
  const t = useTexts();
  const place = usePlace();
  const act = useVisitAct();
  const [asked, setAsked] = useState<'place' | 'withdraw' | null>(null);
  const close = () => setAsked(null);
  if (visit.status !== 'placed' && visit.status !== 'told') return null;
  const step = (by: number) =>
    place.mutate(
      {
        visit: visit.visit_id,
        place: {
          professional_id: round.professional_id,
          from_time: round.from_time,
          position: position + by,
          agreed_hour: false,
        },
      },
      { onSuccess: () => notifyDone(t('place.done')), onError: notifyRefusal },
    );
  const told = visit.status === 'told';
  const others: VisitAct[] = [visit.is_pinned ? 'unpin' : 'pin', 'takeOut'];
  return (
    <Group gap={6} mt={4} className="no-print">
      {!told && (
        <>
          <Small label={t('up')} name={name} disabled={position === 0} onClick={() => step(-1)} />
          <Small
            label={t('down')}
            name={name}
            disabled={position === round.visits.length - 1}
            onClick={() => step(1)}
          />
          {others.map((one) => (
            <Small
              key={one}
              label={t(`act.${one}`)}
              name={name}
              disabled={act.isPending}
              onClick={() =>
                act.mutate(
                  { visit: visit.visit_id, act: one },
                  { onSuccess: () => notifyDone(t(`done.${one}`)), onError: notifyRefusal },
                )
              }
            />
          ))}
        </>
      )}
      <Small label={t('place.open')} name={name} onClick={() => setAsked('place')} />
      <Small label={t('act.withdraw')} name={name} onClick={() => setAsked('withdraw')} />
      {asked === 'place' && <PlaceDialog {...{ visit, rounds, name }} onClose={close} />}
      {asked === 'withdraw' && <WithdrawDialog {...{ visit, name }} onClose={close} />}
    </Group>
  );
}

interface SmallProps {
  label: string;
  name: string;
  disabled?: boolean;
  onClick: () => void;
}

function Small({ label, name, ...rest }: SmallProps) {
  return (
    <Button size="compact-sm" variant="default" {...rest}>
      {label}
      <span className="vh"> – {name}</span>
    </Button>
  );
}
