import { Button, Fieldset, Group, NumberInput, SimpleGrid, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { hasRole, useSession } from '@/api/session';
import type { Kind } from '@/api/types';
import { addDays, civilInstant, isoDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { SomeOfChips } from '@/ui/chips-field';
import { DayField } from '@/ui/day-field';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone } from '@/ui/notify';
import { RefusedBecause } from '@/ui/refused';
import { type SolicitationSettings, settingsQuery, useChangeSettings } from './solicitation-queries';
import { useTexts } from './texts';

const KINDS = Object.keys(codes.kind) as Kind[];

/** How often, until when and for what one wants to be asked: one's own word, or the coordination's on it. */
export function SolicitationSettingsForm({ id }: { id: string }) {
  const t = useTexts();
  const query = useQuery(settingsQuery(id));
  return (
    <Fieldset legend={t('solicitations')}>
      <ListFaces query={query}>
        {query.data && <Form id={id} read={query.data} onReadAgain={() => query.refetch()} />}
      </ListFaces>
    </Fieldset>
  );
}

interface FormProps {
  id: string;
  read: SolicitationSettings;
  onReadAgain: () => Promise<{ data?: SolicitationSettings }>;
}

function Form({ id, read, onReadAgain }: FormProps) {
  const t = useTexts();
  const session = useSession();
  const save = useChangeSettings(id);
  const [draft, setDraft] = useState(() => draftOf(read));
  const change = (changed: Partial<Draft>) => setDraft({ ...draft, ...changed });
  const isDirty = JSON.stringify(draft) !== JSON.stringify(draftOf(draft.read));
  const problem = save.error ? asProblem(save.error) : null;
  const isClash = problem?.status === 412;
  const count = (key: 'weeklyCap' | 'placesLeft') => ({
    value: draft[key] ?? '',
    min: 0,
    allowDecimal: false,
    allowNegative: false,
    onChange: (value: string | number) => change({ [key]: value === '' ? null : Number(value) }),
  });
  const submit = () =>
    save.mutate(
      { act: actOf(draft), etag: draft.read.etag },
      {
        onSuccess: (changed) => {
          setDraft(draftOf(changed));
          notifyDone(t('settings.done'));
        },
      },
    );
  async function readAgain() {
    const { data } = await onReadAgain();
    if (data) setDraft(draftOf(data));
    save.reset();
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        {problem && (
          <RefusedBecause>
            {isClash ? t('settings.clash') : problem.sentence}
            {isClash && (
              <Button variant="default" size="compact-md" mt="xs" onClick={() => void readAgain()}>
                {t('settings.readAgain')}
              </Button>
            )}
          </RefusedBecause>
        )}
        <Text size="sm" c="dimmed">
          {t('settings.thisWeek', { count: draft.read.asked_this_week })}
          {' · '}
          {t('settings.reserved', { count: draft.read.places_reserved })}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <NumberInput
            label={t('weeklyCap')}
            description={
              draft.weeklyCap === null && draft.read.weekly_cap_is_default
                ? t('settings.capIs', { cap: draft.read.weekly_cap })
                : t('settings.capDefault')
            }
            max={50}
            {...count('weeklyCap')}
          />
          <NumberInput
            label={t('placesLeft')}
            description={t('settings.placesHint')}
            max={10_000}
            {...count('placesLeft')}
          />
          <DayField
            label={t('pausedUntil')}
            description={t('pauseHint')}
            min={isoDay(new Date())}
            value={draft.pausedUntil}
            onChange={(value) => change({ pausedUntil: value })}
          />
        </SimpleGrid>
        <SomeOfChips
          legend={t('settings.declined')}
          hint={t('settings.declinedHint')}
          options={KINDS.map((value) => ({ value, label: codeLabel('kind', value) }))}
          value={draft.declinedKinds}
          onChange={(declinedKinds) => change({ declinedKinds })}
        />
        {!hasRole(session, 'delegate') && (
          <Switch
            label={t('settings.delegates')}
            checked={draft.delegatesMayAnswer}
            onChange={(event) => change({ delegatesMayAnswer: event.currentTarget.checked })}
          />
        )}
        <Group>
          <Button type="submit" variant="default" loading={save.isPending} disabled={!isDirty}>
            {t('settings.act')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What is typed, with the version that it was typed on. */
interface Draft {
  read: SolicitationSettings;
  weeklyCap: number | null;
  placesLeft: number | null;
  /** Last day of the pause, or empty. */
  pausedUntil: string;
  declinedKinds: Kind[];
  delegatesMayAnswer: boolean;
}

const draftOf = (read: SolicitationSettings): Draft => ({
  read,
  weeklyCap: read.weekly_cap_is_default ? null : read.weekly_cap,
  placesLeft: read.places_left,
  // A pause ends at midnight after its last day.
  pausedUntil: read.paused_until ? isoDay(new Date(Date.parse(read.paused_until) - 1)) : '',
  declinedKinds: read.declined_kinds,
  delegatesMayAnswer: read.delegates_may_answer,
});

const actOf = (draft: Draft) => ({
  weekly_cap: draft.weeklyCap,
  places_left: draft.placesLeft,
  paused_until: draft.pausedUntil ? civilInstant(addDays(draft.pausedUntil, 1), '00:00') : null,
  declined_kinds: draft.declinedKinds,
  delegates_may_answer: draft.delegatesMayAnswer,
});
