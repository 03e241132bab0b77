import { Button, CloseButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { isoDay, tableDay } from '@/lib/dates';
import { DayField } from '@/ui/day-field';
import { notifyRefusal, notifyUndo } from '@/ui/notify';
import { type AnnounceClosure, type Closure, useAnnounceClosure, useWithdrawClosure } from './queries';
import { useTexts } from './texts';

/** Days on which the coordination does not answer: timers of answers wait for the next opening. */
export function Closures({ closures }: { closures: Closure[] }) {
  const t = useTexts();
  const announce = useAnnounceClosure();
  const withdraw = useWithdrawClosure();
  const refused = { onError: notifyRefusal };
  function takeBack({ closure_id: id, ...facts }: Closure) {
    withdraw.mutate(id, {
      onSuccess: () => notifyUndo(t('closures.removed'), () => announce.mutate(facts, refused)),
      ...refused,
    });
  }
  return (
    <Stack gap="sm">
      <Text c="dimmed">{t('closures.hint')}</Text>
      {closures.length === 0 && <Text>{t('closures.none')}</Text>}
      {closures.map((one) => (
        <Group key={one.closure_id} gap="xs" wrap="nowrap">
          <Text>
            {t('closures.line', {
              label: one.label,
              from: tableDay(one.starts_on),
              to: tableDay(one.ends_on),
            })}
          </Text>
          <CloseButton
            aria-label={t('closures.remove', { label: one.label })}
            onClick={() => takeBack(one)}
          />
        </Group>
      ))}
      <NewClosure
        isBusy={announce.isPending}
        onAnnounce={(closure, done) =>
          announce.mutate(closure, {
            onSuccess: (made) => {
              done();
              notifyUndo(t('closures.added'), () => withdraw.mutate(made.closure_id, refused));
            },
            ...refused,
          })
        }
      />
    </Stack>
  );
}

interface NewClosureProps {
  isBusy: boolean;
  onAnnounce: (closure: AnnounceClosure, done: () => void) => void;
}

const NOTHING = { label: '', starts_on: '', ends_on: '' };

function NewClosure({ isBusy, onAnnounce }: NewClosureProps) {
  const t = useTexts();
  const [typed, setTyped] = useState(NOTHING);
  const [isTried, setTried] = useState(false);
  const hasLabel = typed.label.trim() !== '';
  const hasDates = typed.starts_on !== '' && typed.ends_on >= typed.starts_on;
  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!hasLabel || !hasDates) return;
    onAnnounce(typed, () => {
      setTyped(NOTHING);
      setTried(false);
    });
  }
  return (
    <form onSubmit={submit} noValidate>
      <Group gap="sm" align="flex-start">
        <TextInput
          label={t('closures.label')}
          placeholder={t('closures.example')}
          maxLength={100}
          value={typed.label}
          error={isTried && !hasLabel && t('closures.missing')}
          onChange={(event) => setTyped({ ...typed, label: event.currentTarget.value })}
        />
        <DayField
          label={t('closures.from')}
          min={isoDay(new Date())}
          value={typed.starts_on}
          error={isTried && !hasDates && t('closures.dates')}
          onChange={(value) => setTyped({ ...typed, starts_on: value })}
        />
        <DayField
          label={t('closures.to')}
          min={typed.starts_on}
          value={typed.ends_on}
          onChange={(value) => setTyped({ ...typed, ends_on: value })}
        />
        <Button type="submit" variant="default" loading={isBusy} mt={25}>
          {t('closures.add')}
        </Button>
      </Group>
    </form>
  );
}
