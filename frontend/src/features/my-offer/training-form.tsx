import { Button, Fieldset, Group, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { remoteCareOf } from '@/agendas/modality-label';
import { asProblem } from '@/api/problem';
import { type Professional, professionalQuery } from '@/directory/queries';
import { isoDay, tableDay } from '@/lib/dates';
import { dayOrYear, readDayOrYear } from '@/lib/day-or-year';
import { notifyDone, notifyRefusal, notifyUndo } from '@/ui/notify';
import { RefusedBecause } from '@/ui/refused';
import { type StateTraining, useStateTraining, useWithdrawTraining } from './queries';
import { useTexts } from './texts';

const typedOf = ({ remote_care_training: said }: Professional) => ({
  hasFollowed: Boolean(said?.followed),
  title: said?.followed?.title ?? '',
  ended: said?.followed ? dayOrYear(said.followed.ended) : '',
  wishes: said?.wishes_training ?? false,
});
type Typed = ReturnType<typeof typedOf>;

/** The training for care at a distance, followed or wished: what the CPTS needs to organise its sessions. */
export function TrainingForm({ person }: { person: Professional }) {
  const t = useTexts();
  const queryClient = useQueryClient();
  const id = person.professional_id;
  const said = person.remote_care_training;
  const kind = remoteCareOf(person.profession_code);
  const state = useStateTraining(id);
  const withdraw = useWithdrawTraining(id);
  const [draft, setDraft] = useState<Typed | null>(null);
  const [hasTried, setTried] = useState(false);
  const typed = draft ?? typedOf(person);
  const faults = hasTried ? faultsOf(typed) : [];
  const problem = state.error ? asProblem(state.error) : null;
  const change = (changed: Partial<Typed>) => setDraft({ ...typed, ...changed });
  const forget = () => {
    setDraft(null);
    setTried(false);
  };
  const field = (key: 'title' | 'ended') => ({
    label: t(`training.${key}`),
    value: typed[key],
    error:
      faults.includes(key) || problem?.fields.some((one) => one.field.endsWith(key))
        ? t(`training.faulty.${key}`)
        : undefined,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => change({ [key]: event.currentTarget.value }),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (faultsOf(typed).length > 0) return;
    state.mutate(
      { training: stated(typed), version: person.version },
      {
        onSuccess: () => {
          forget();
          notifyDone(t('training.done'));
        },
      },
    );
  }
  function takeBack() {
    const again = stated(typedOf(person));
    async function undo() {
      const { version } = await queryClient.fetchQuery({ ...professionalQuery(id), staleTime: 0 });
      state.mutate({ training: again, version }, { onError: notifyRefusal });
    }
    withdraw.mutate(undefined, {
      onSuccess: () => {
        forget();
        notifyUndo(t('training.withdrawn'), () => void undo());
      },
      onError: notifyRefusal,
    });
  }

  return (
    <Fieldset legend={t(`training.legend.${kind}`)}>
      <form noValidate onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('training.hint')}{' '}
            {said
              ? t('training.said', { by: said.stated_by, day: tableDay(said.stated_at) })
              : t('training.unsaid')}
          </Text>
          {problem && (
            <RefusedBecause>{problem.status === 412 ? t('training.clash') : problem.sentence}</RefusedBecause>
          )}
          <Switch
            label={t(`training.followed.${kind}`)}
            checked={typed.hasFollowed}
            onChange={(event) => change({ hasFollowed: event.currentTarget.checked })}
          />
          {typed.hasFollowed && (
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput description={t('training.titleHint')} maxLength={120} {...field('title')} />
              <TextInput description={t('training.endedHint')} autoComplete="off" {...field('ended')} />
            </SimpleGrid>
          )}
          <Switch
            label={t('training.wishes')}
            description={t('training.wishesHint')}
            checked={typed.wishes}
            onChange={(event) => change({ wishes: event.currentTarget.checked })}
          />
          <Group>
            <Button type="submit" variant="default" loading={state.isPending} disabled={draft === null}>
              {t('training.act')}
            </Button>
            {said && (
              <Button variant="subtle" loading={withdraw.isPending} onClick={takeBack}>
                {t('training.withdraw')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Fieldset>
  );
}

function faultsOf({ hasFollowed, title, ended }: Typed): ('title' | 'ended')[] {
  if (!hasFollowed) return [];
  const read = readDayOrYear(ended);
  const isOver = read !== undefined && read <= isoDay(new Date()).slice(0, read.length);
  return [...(title.trim().length < 2 ? ['title' as const] : []), ...(isOver ? [] : ['ended' as const])];
}

const stated = ({ hasFollowed, title, ended, wishes }: Typed): StateTraining => ({
  followed: hasFollowed ? { title: title.trim(), ended: readDayOrYear(ended) ?? ended } : null,
  wishes_training: wishes,
});
