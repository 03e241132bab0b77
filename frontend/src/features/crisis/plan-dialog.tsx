import { Button, Group, List, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { RefusedForm } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { ExtraHours } from './extra-hours';
import { MoreRounds } from './more-rounds';
import {
  type ExtraOpening,
  type ExtraRounds,
  type Plan,
  scriptsQuery,
  useSavePlan,
  type WiderAudience,
} from './queries';
import { useTexts } from './texts';
import { WiderOpening } from './wider-opening';
import { ExtraOpeningWords, ExtraRoundsWords, WideningWords } from './words';

/** A new plan, or the next version of one. Nothing changes before it is switched on. */
export function PlanDialog({ plan, onClose }: { plan: Plan | null; onClose: () => void }) {
  const t = useTexts();
  const save = useSavePlan(plan);
  const scripts = useQuery(scriptsQuery);
  const [adding, setAdding] = useState<'hours' | 'widening' | 'rounds' | null>(null);
  const [names, setNames] = useState<Record<string, string>>(
    Object.fromEntries((plan?.asked ?? []).map((one) => [one.professional_id, one.name])),
  );
  const form = useForm({
    initialValues: {
      title: plan?.title ?? '',
      openings: plan?.data.openings ?? ([] as ExtraOpening[]),
      widenings: plan?.data.widenings ?? ([] as WiderAudience[]),
      rounds: plan?.data.rounds ?? ([] as ExtraRounds[]),
      script_version: plan?.data.script_version ?? null,
    },
    validate: { title: (value) => (value.trim() ? null : t('edit.missing.title')) },
  });
  const nameOf = (id: string) => names[id] ?? t('part.aColleague');
  const { openings, widenings, rounds } = form.values;
  const send = form.onSubmit(({ title, ...data }) =>
    save.mutate(
      { title, data },
      {
        onSuccess: () => {
          notifyDone(t('edit.done'));
          onClose();
        },
      },
    ),
  );
  const added = (known: Record<string, string>) => {
    setNames({ ...names, ...known });
    setAdding(null);
  };
  return (
    <ConfirmDialog
      opened
      title={t(plan ? 'edit.revise' : 'edit.prepare')}
      act={t('edit.save')}
      busy={save.isPending}
      disabled={adding !== null}
      onClose={onClose}
      onConfirm={() => send()}
    >
      <Stack gap="sm">
        <RefusedForm act={save} />
        <TextInput
          label={t('edit.title')}
          placeholder={t('edit.titleHint')}
          maxLength={120}
          {...form.getInputProps('title')}
        />
        <List listStyleType="none" spacing={6}>
          {openings.map((part, rank) => (
            <Part
              key={`${part.professional_id} ${part.weekdays} ${part.from_time}`}
              onRemove={() => form.removeListItem('openings', rank)}
            >
              <ExtraOpeningWords part={part} nameOf={nameOf} />
            </Part>
          ))}
          {widenings.map((part, rank) => (
            <Part key={part.opening_id} onRemove={() => form.removeListItem('widenings', rank)}>
              <WideningWords part={part} nameOf={nameOf} />
            </Part>
          ))}
          {rounds.map((part, rank) => (
            <Part
              key={`${part.professional_id} ${part.weekdays} ${part.from_time} rounds`}
              onRemove={() => form.removeListItem('rounds', rank)}
            >
              <ExtraRoundsWords part={part} nameOf={nameOf} />
            </Part>
          ))}
        </List>
        {adding === 'hours' && (
          <ExtraHours
            onCancel={() => setAdding(null)}
            onAdd={(part, known) => {
              form.insertListItem('openings', part);
              added(known);
            }}
          />
        )}
        {adding === 'widening' && (
          <WiderOpening
            onCancel={() => setAdding(null)}
            onAdd={(part, known) => {
              form.insertListItem('widenings', part);
              added(known);
            }}
          />
        )}
        {adding === 'rounds' && (
          <MoreRounds
            onCancel={() => setAdding(null)}
            onAdd={(part, known) => {
              form.insertListItem('rounds', part);
              added(known);
            }}
          />
        )}
        {adding === null && (
          <Group gap="xs">
            <Button variant="default" onClick={() => setAdding('hours')}>
              {t('edit.addHours')}
            </Button>
            <Button variant="default" onClick={() => setAdding('widening')}>
              {t('edit.addWidening')}
            </Button>
            <Button variant="default" onClick={() => setAdding('rounds')}>
              {t('edit.addRounds')}
            </Button>
          </Group>
        )}
        <Select
          label={t('edit.script')}
          placeholder={t('edit.usualScript')}
          clearable
          data={(scripts.data?.items ?? []).map((one) => ({ value: one.version, label: one.version }))}
          {...form.getInputProps('script_version')}
        />
        <Text size="sm" c="dimmed">
          {t('edit.agreement')}
        </Text>
      </Stack>
    </ConfirmDialog>
  );
}

function Part({ onRemove, children }: { onRemove: () => void; children: ReactNode }) {
  const t = useTexts();
  return (
    <List.Item>
      <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
        <Text size="sm">{children}</Text>
        <Button size="compact-sm" variant="default" onClick={onRemove} style={{ flexShrink: 0 }}>
          {t('edit.remove')}
          <span className="vh"> – {children}</span>
        </Button>
      </Group>
    </List.Item>
  );
}
