import { Alert, Badge, Button, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Plan, RowState } from '@/api/types';
import { dayAndHour } from '@/lib/dates';
import { kilometres } from '@/lib/typography';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { BeforeAfter } from './before-after';
import { CancelDialog } from './cancel-dialog';
import { DoctorsTable } from './doctors-table';
import { type PlanSearch, rowsQuery } from './queries';
import { RowsTable } from './rows-table';
import { StartDialog } from './start-dialog';
import { useTexts } from './texts';

const STATES: RowState[] = ['planned', 'unplaced', 'taken_out', 'sent', 'skipped'];

interface PlanViewProps {
  plan: Plan;
  search: PlanSearch;
  onSearch: (search: PlanSearch) => void;
}

export function PlanView({ plan, search, onSearch }: PlanViewProps) {
  const t = useTexts();
  const rows = useInfiniteQuery(rowsQuery(plan.plan_id, search.lignes));
  return (
    <Stack gap="md">
      <Heading plan={plan} />
      {plan.unproved_km !== null && (
        <Alert color="ambre" variant="light" role="status">
          {t('unproved', { km: kilometres(Math.max(0.1, plan.unproved_km)) })}
        </Alert>
      )}
      <BeforeAfter before={plan.before} after={plan.after} />
      <DoctorsTable doctors={plan.doctors} />
      <Group justify="space-between" align="flex-end">
        <Title order={2} fz="lg">
          {t('lines')}
        </Title>
        <NativeSelect
          label={t('filter')}
          value={search.lignes ?? ''}
          onChange={(event) => {
            const state = STATES.find((one) => one === event.currentTarget.value);
            onSearch(state ? { lignes: state } : {});
          }}
          data={[
            { value: '', label: t('all') },
            ...STATES.map((state) => ({
              value: state,
              label: `${t(`row.${state}`)} (${plan.counts[state]})`,
            })),
          ]}
        />
      </Group>
      <KeysetList query={rows} empty={<EmptyFace>{t('empty')}</EmptyFace>}>
        {(items) => <RowsTable plan={plan} rows={items} />}
      </KeysetList>
    </Stack>
  );
}

/** Where the plan stands, who made it, and what can be done with it now. */
function Heading({ plan }: { plan: Plan }) {
  const t = useTexts();
  const [asking, setAsking] = useState<'start' | 'cancel' | null>(null);
  const { planned, sent, skipped } = plan.counts;
  const isDraft = plan.state === 'draft';
  return (
    <Group justify="space-between" align="flex-start" gap="sm">
      <Stack gap={4}>
        <Group gap="xs">
          <Badge variant="light" radius="sm" size="lg">
            {t(`state.${plan.state}`)}
          </Badge>
          {plan.state !== 'draft' && <Text role="status">{t('progress', { sent, planned, skipped })}</Text>}
        </Group>
        <Text size="sm" c="dimmed">
          {t('madeBy', {
            name: plan.made_by_name,
            day: dayAndHour(plan.made_at),
            version: plan.rule_version,
          })}{' '}
          {plan.started_at &&
            t('startedBy', { name: plan.started_by_name ?? '', day: dayAndHour(plan.started_at) })}{' '}
          {plan.departure_id && t('ofDeparture')}
        </Text>
      </Stack>
      <Group gap="xs" className="no-print">
        {(isDraft || plan.state === 'started') && (
          <Button variant="default" onClick={() => setAsking('cancel')}>
            {t(isDraft ? 'cancel' : 'stop')}
          </Button>
        )}
        {isDraft && (
          <Button disabled={planned === 0} onClick={() => setAsking('start')}>
            {t('start', { count: planned })}
          </Button>
        )}
      </Group>
      {asking === 'start' && <StartDialog plan={plan} onClose={() => setAsking(null)} />}
      {asking === 'cancel' && <CancelDialog plan={plan} onClose={() => setAsking(null)} />}
    </Group>
  );
}
