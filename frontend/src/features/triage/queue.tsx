import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { modalityLabel } from '@/agendas/modality-label';
import { LIVE } from '@/api/query-client';
import { PATHS } from '@/app/paths';
import { dayAndHour, exact, shortDayAndHour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { numbersQuery } from '@/referral/queries';
import { KeysetList } from '@/ui/keyset-list';
import { ClassBadge } from './class-badge';
import { type Queued, queueQuery } from './queries';
import { useTexts } from './texts';
import classes from './triage.module.css';

/** Requests of unscheduled care that no appointment answers: red flags first, then by class and deadline. */
export function Queue() {
  const t = useTexts();
  const queue = useInfiniteQuery({ ...queueQuery, refetchInterval: LIVE });
  const { data: numbers = {} } = useQuery(numbersQuery);
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Button renderRoot={(props) => <Link to={PATHS.newReferral} search={{ type: 'snp' }} {...props} />}>
          {t('queue.new')}
        </Button>
        <Anchor renderRoot={(props) => <Link to={PATHS.directory} search={{ visites: true }} {...props} />}>
          {t('queue.visits')}
        </Anchor>
      </Group>
      <KeysetList query={queue} empty={<Text>{t('queue.empty')}</Text>}>
        {(rows) => (
          <ul className={classes.rows}>
            {rows.map((row) => (
              <QueuedRow key={row.referral_id} row={row} number={numbers[row.referral_id]} />
            ))}
          </ul>
        )}
      </KeysetList>
    </Stack>
  );
}

const isPast = (when: string | null) => when !== null && new Date(when) < new Date();

function QueuedRow({ row, number }: { row: Queued; number?: string }) {
  const t = useTexts();
  const since = row.stated_at ?? row.opened_at;
  const name = number
    ? t('queue.case', { number })
    : t('queue.unnumbered', { when: since ? shortDayAndHour(since) : '' });
  const isLate = isPast(row.due_at);
  const need = [
    row.profession_code && codeLabel('profession', row.profession_code),
    row.modality &&
      row.profession_code &&
      modalityLabel(row.modality, { profession_code: row.profession_code }),
    number && since && t('queue.since', { when: shortDayAndHour(since) }),
  ];
  return (
    <li className={classes.row}>
      <Stack gap={2}>
        <Group gap="xs">
          <Text fw={700}>{name}</Text>
          <ClassBadge status={row.status ?? null} triageClass={row.triage_class ?? null} />
          {row.pool_asked_at && <Badge variant="outline">{t('poolAsked')}</Badge>}
        </Group>
        <Text size="sm">{need.filter(Boolean).join(' · ')}</Text>
        {row.usual_professional_name && (
          <Text size="sm" fw={row.usual_free_at ? 600 : undefined}>
            {row.usual_free_at
              ? t('queue.ownFree', {
                  name: row.usual_professional_name,
                  when: shortDayAndHour(row.usual_free_at),
                })
              : t('queue.own', { name: row.usual_professional_name })}
          </Text>
        )}
        {since && isPast(row.sorting_due_at) && (
          <Text size="sm" c="rouge.7" fw={700}>
            {t('queue.unsorted', { when: dayAndHour(since) })}
          </Text>
        )}
        {row.due_at && (
          <Text size="sm" c={isLate ? 'rouge.7' : undefined} fw={isLate ? 700 : undefined}>
            <time dateTime={row.due_at} title={exact(row.due_at)}>
              {t(isLate ? 'late' : 'before', { when: dayAndHour(row.due_at) })}
            </time>
          </Text>
        )}
      </Stack>
      <Button
        variant={row.status === 'red_flag' ? 'filled' : 'default'}
        color={row.status === 'red_flag' ? 'rouge' : undefined}
        renderRoot={(props) => <Link to={PATHS.triage} search={{ demande: row.referral_id }} {...props} />}
      >
        {t(row.status ? 'queue.resume' : 'queue.begin')}
        <span className="vh"> {name}</span>
      </Button>
    </li>
  );
}
