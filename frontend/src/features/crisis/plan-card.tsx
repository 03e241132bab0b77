import { Badge, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { exact } from '@/lib/dates';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { PlanDialog } from './plan-dialog';
import { type Asked, type Plan, type Switch, useAgreement } from './queries';
import { SwitchDialog } from './switch-dialog';
import { useTexts } from './texts';
import { ExtraOpeningWords, ExtraRoundsWords, WideningWords } from './words';

interface PlanCardProps {
  plan: Plan;
  maySwitch: boolean;
  /** While one plan is on no other is tried or switched on. */
  on: Switch | undefined;
}

/** What a plan does, who agreed, and what this reader may do with it. */
export function PlanCard({ plan, maySwitch, on }: PlanCardProps) {
  const t = useTexts();
  const [opened, setOpened] = useState<'switch' | 'edit' | null>(null);
  const nameOf = (id: string) =>
    plan.asked.find((one) => one.professional_id === id)?.name || t('part.aColleague');
  const { openings = [], widenings = [], rounds = [], script_version } = plan.data;
  return (
    <Paper withBorder p="sm" component="article" aria-label={plan.title}>
      <Stack gap="xs">
        <Group gap="xs">
          <Title order={3} size="h5">
            {plan.title}
          </Title>
          {on?.plan_id === plan.plan_id && <Badge color="rouge">{t('on.plan')}</Badge>}
        </Group>
        <Text size="sm" c="dimmed">
          {t('plan.saved', { version: plan.version, when: exact(plan.saved_at), name: plan.saved_by_name })}
        </Text>
        <List spacing={4}>
          {openings.map((part) => (
            <List.Item key={`${part.professional_id} ${part.weekdays} ${part.from_time}`}>
              <ExtraOpeningWords part={part} nameOf={nameOf} />
            </List.Item>
          ))}
          {widenings.map((part) => (
            <List.Item key={part.opening_id}>
              <WideningWords part={part} nameOf={nameOf} />
            </List.Item>
          ))}
          {rounds.map((part) => (
            <List.Item key={`${part.professional_id} ${part.weekdays} ${part.from_time} rounds`}>
              <ExtraRoundsWords part={part} nameOf={nameOf} />
            </List.Item>
          ))}
          {script_version && <List.Item>{t('part.script', { script: script_version })}</List.Item>}
        </List>
        {plan.asked.length > 0 && <Text fw={600}>{t(maySwitch ? 'asked.title' : 'asked.mine')}</Text>}
        {plan.asked.map((one) => (
          <Agreement key={one.professional_id} plan={plan} asked={one} />
        ))}
        {maySwitch && (
          <Group gap="xs">
            <Button disabled={on !== undefined} onClick={() => setOpened('switch')}>
              {t('plan.try')}
              <span className="vh"> – {plan.title}</span>
            </Button>
            <Button variant="default" onClick={() => setOpened('edit')}>
              {t('plan.edit')}
              <span className="vh"> – {plan.title}</span>
            </Button>
          </Group>
        )}
      </Stack>
      {opened === 'switch' && <SwitchDialog plan={plan} onClose={() => setOpened(null)} />}
      {opened === 'edit' && <PlanDialog plan={plan} onClose={() => setOpened(null)} />}
    </Paper>
  );
}

/** The owner's yes, ahead of time: nobody says it for him. */
function Agreement({ plan, asked }: { plan: Plan; asked: Asked }) {
  const t = useTexts();
  const agreement = useAgreement(plan, asked.professional_id);
  const agrees = asked.agreed_at !== null;
  const say = () =>
    agreement.mutate(!agrees, {
      onSuccess: () => notifyDone(t(agrees ? 'asked.takenBack' : 'asked.said')),
      onError: notifyRefusal,
    });
  return (
    <Group gap="xs">
      <Text>{asked.name}</Text>
      <Badge variant="light" color={agrees ? 'vert' : 'ambre'}>
        {t(agrees ? 'asked.yes' : 'asked.notYet')}
      </Badge>
      {asked.is_me && (
        <Button
          size="compact-md"
          variant={agrees ? 'default' : 'filled'}
          loading={agreement.isPending}
          onClick={say}
        >
          {t(agrees ? 'asked.takeBack' : 'asked.agree')}
          <span className="vh"> – {plan.title}</span>
        </Button>
      )}
    </Group>
  );
}
