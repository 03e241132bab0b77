import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { PlaceDialog } from './place-dialog';
import type { DayOfRounds, Visit } from './queries';
import { useTexts } from './texts';
import { VisitLine } from './visit-line';
import { WithdrawDialog } from './withdraw-dialog';

interface UnplacedProps {
  rounds: DayOfRounds;
  mayPlan: boolean;
  nameOf: (referral: string) => string;
}

/** What is in no round, and why. */
export function Unplaced({ rounds, mayPlan, nameOf }: UnplacedProps) {
  return (
    <Stack gap="xs">
      {rounds.unplaced.map((visit) => (
        <One key={visit.visit_id} {...{ visit, rounds, mayPlan }} name={nameOf(visit.referral_id)} />
      ))}
    </Stack>
  );
}

interface OneProps {
  visit: Visit;
  rounds: DayOfRounds;
  mayPlan: boolean;
  name: string;
}

function One({ visit, rounds, mayPlan, name }: OneProps) {
  const t = useTexts();
  const [asked, setAsked] = useState<'place' | 'withdraw' | null>(null);
  const close = () => setAsked(null);
  return (
    <Paper withBorder p="sm">
      <VisitLine visit={visit} name={name} />
      {visit.unplaced_reason && <Text size="sm">{t(`reason.${visit.unplaced_reason}`)}</Text>}
      {mayPlan && (
        <Group gap={6} mt={4} className="no-print">
          <Button
            size="compact-md"
            variant="default"
            disabled={rounds.rounds.length === 0}
            onClick={() => setAsked('place')}
          >
            {t('place.openFirst')}
            <span className="vh"> – {name}</span>
          </Button>
          <Button size="compact-md" variant="default" onClick={() => setAsked('withdraw')}>
            {t('act.withdraw')}
            <span className="vh"> – {name}</span>
          </Button>
        </Group>
      )}
      {asked === 'place' && <PlaceDialog {...{ visit, rounds, name }} onClose={close} />}
      {asked === 'withdraw' && <WithdrawDialog {...{ visit, name }} onClose={close} />}
    </Paper>
  );
}
