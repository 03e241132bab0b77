import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { Section } from '@/ui/section';
import { SwitchLog } from './log';
import { ModeOn } from './mode-on';
import { PlanCard } from './plan-card';
import { PlanDialog } from './plan-dialog';
import { plansQuery } from './queries';
import { useTexts } from './texts';

/** Plans prepared for an epidemic, the one switch, and what was switched when. */
export function CrisisPage() {
  const t = useTexts();
  const query = useQuery(plansQuery);
  const [isPreparing, setPreparing] = useState(false);
  const maySwitch = query.data?.may_switch ?? false;
  const switches = query.data?.switches ?? [];
  const on = switches.find((one) => one.off_at === null);
  const plans = query.data?.items ?? [];
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      narrow
      actions={maySwitch && <Button onClick={() => setPreparing(true)}>{t('plan.prepare')}</Button>}
    >
      <ListFaces query={query}>
        <Stack gap="lg">
          {on ? <ModeOn on={on} maySwitch={maySwitch} /> : <Text fw={600}>{t('off.state')}</Text>}
          <Section title={t('plans')}>
            {plans.length === 0 && (
              <EmptyFace>
                <Text c="dimmed">{t(maySwitch ? 'plansEmpty' : 'plansEmptyForMe')}</Text>
              </EmptyFace>
            )}
            <Stack gap="sm">
              {plans.map((plan) => (
                <PlanCard key={plan.plan_id} plan={plan} maySwitch={maySwitch} on={on} />
              ))}
            </Stack>
          </Section>
          <Section title={t('log.title')}>
            <SwitchLog switches={switches} />
          </Section>
        </Stack>
      </ListFaces>
      {isPreparing && <PlanDialog plan={null} onClose={() => setPreparing(false)} />}
    </Page>
  );
}
