import { Badge, Button, Group, NativeSelect, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { COORDINATION } from '@/api/session';
import { colleaguesQuery } from '@/handover/queries';
import { isoDay, tableDay } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { notifyDone } from '@/ui/notify';
import { Page } from '@/ui/page';
import { type Leave, leavesQuery, useAnnounce, useEnd } from './queries';
import { useTexts } from './texts';

/** Leaves of coordinators: the replacement takes every open case at once, and gives them back. */
export function LeavesPage() {
  const t = useTexts();
  const query = useQuery(leavesQuery);
  const [isAdding, setAdding] = useState(false);
  const items = query.data?.items ?? [];
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      narrow
      actions={query.data && <Button onClick={() => setAdding(true)}>{t('add')}</Button>}
    >
      <ListFaces query={query} isEmpty={items.length === 0} empty={<EmptyFace>{t('empty')}</EmptyFace>}>
        <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
          {items.map((one) => (
            <LeaveCard key={one.leave_id} leave={one} />
          ))}
        </Stack>
      </ListFaces>
      {isAdding && <LeaveDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function LeaveCard({ leave }: { leave: Leave }) {
  const t = useTexts();
  const end = useEnd();
  const state = leave.ended_at ? 'over' : leave.started_at ? 'running' : 'planned';
  return (
    <Paper withBorder p="sm" component="li">
      <Group justify="space-between">
        <div>
          <Group gap="xs">
            <Title order={2} size="h4">
              {leave.name}
            </Title>
            <Badge variant="light" radius="sm" color={state === 'running' ? 'petrole' : 'ardoise'}>
              {t(state)}
            </Badge>
          </Group>
          <Text>{t('days', { first: tableDay(leave.starts_on), last: tableDay(leave.ends_on) })}</Text>
          <Text size="sm">
            {t('by', { name: leave.replacement_name })}
            {state === 'running' && ` · ${t('cases', { count: leave.cases })}`}
          </Text>
        </div>
        {state !== 'over' && (
          <Button
            variant="default"
            loading={end.isPending}
            onClick={() => end.mutate(leave.leave_id, { onSuccess: () => notifyDone(t('ended')) })}
          >
            {t(state === 'running' ? 'end' : 'cancel')}
            <span className="vh"> – {leave.name}</span>
          </Button>
        )}
      </Group>
    </Paper>
  );
}

function LeaveDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const today = isoDay(new Date());
  const colleagues = useQuery(colleaguesQuery);
  const announce = useAnnounce();
  const [away, setAway] = useState('');
  const [replacement, setReplacement] = useState('');
  const [first, setFirst] = useState(today);
  const [last, setLast] = useState(today);
  const coordinators = (colleagues.data?.items ?? []).filter(({ roles }) =>
    COORDINATION.some((role) => roles.includes(role)),
  );
  const options = (but: string) => [
    { value: '', label: '' },
    ...coordinators
      .filter(({ account_id }) => account_id !== but)
      .map(({ account_id, name }) => ({ value: account_id, label: name })),
  ];
  const done = () => {
    notifyDone(t('form.done'));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={t('form.title')}
      act={t('form.act')}
      busy={announce.isPending}
      disabled={!away || !replacement || !first || !last || last < first || last < today}
      onClose={onClose}
      onConfirm={() =>
        announce.mutate(
          { account_id: away, replacement_account_id: replacement, starts_on: first, ends_on: last },
          { onSuccess: done },
        )
      }
    >
      <Text>{t('form.text')}</Text>
      {colleagues.data && coordinators.length < 2 && <Text>{t('form.nobody')}</Text>}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect
          label={t('form.who')}
          value={away}
          data={options(replacement)}
          onChange={(event) => setAway(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('form.replacement')}
          value={replacement}
          data={options(away)}
          onChange={(event) => setReplacement(event.currentTarget.value)}
        />
        <DayField label={t('form.first')} value={first} onChange={setFirst} />
        <DayField label={t('form.last')} min={first} value={last} onChange={setLast} />
      </SimpleGrid>
    </ConfirmDialog>
  );
}
