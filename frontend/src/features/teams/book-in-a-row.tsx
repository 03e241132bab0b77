import { Button, Group, NumberInput, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { PATHS } from '@/app/paths';
import { dayAndHour } from '@/lib/dates';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { type Team, useBookInARow } from './queries';
import { useTexts } from './texts';

const MOST = 10;

/** At the desk: the next free slots for who is there, alone or with the household. With a case, by the agenda. */
export function BookInARow({ team }: { team: Team }) {
  const t = useTexts();
  const book = useBookInARow(team.team_id);
  const [people, setPeople] = useState(1);
  const send = () =>
    book.mutate(people, {
      onSuccess: ({ items }) =>
        notifyDone(t('book.done', { when: items.map((one) => dayAndHour(one.starts_at)).join(' · ') })),
      onError: notifyRefusal,
    });
  return (
    <Group gap="sm" align="flex-end" className="no-print">
      <NumberInput
        label={t('book.people')}
        min={1}
        max={MOST}
        w={140}
        value={people}
        onChange={(count) => setPeople(Math.min(Math.max(Number(count) || 1, 1), MOST))}
      />
      <Button loading={book.isPending} onClick={send}>
        {t('book.act', { count: people })}
      </Button>
      <Button
        variant="default"
        renderRoot={(props) => <Link to={PATHS.snp} search={{ motif: team.reason_code }} {...props} />}
      >
        {t('book.withCase')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('book.hint')}
      </Text>
    </Group>
  );
}
