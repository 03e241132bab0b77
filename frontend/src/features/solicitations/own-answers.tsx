import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { hasRole, useSession } from '@/api/session';
import type { OwnAnswers } from '@/api/types';
import { tableDay } from '@/lib/dates';
import { decimal } from '@/lib/typography';
import { Disclosure } from '@/ui/disclosure';
import { ListFaces, RowsSkeleton } from '@/ui/list-faces';
import { notifyDone } from '@/ui/notify';
import { ownAnswersQuery, useChangeOwnAnswers } from './queries';
import { useTexts } from './texts';

/** What is learned of his answers, for himself alone; a delegate does not see it. */
export function OwnAnswersSection() {
  const t = useTexts();
  const session = useSession();
  if (!session.professional_id || !hasRole(session, 'professional')) return null;
  return (
    <Disclosure summary={t('own.title')}>
      <Reading id={session.professional_id} />
    </Disclosure>
  );
}

function Reading({ id }: { id: string }) {
  const query = useQuery(ownAnswersQuery(id));
  return (
    <ListFaces query={query} skeleton={<RowsSkeleton rows={2} />}>
      {query.data && <Answers own={query.data} />}
    </ListFaces>
  );
}

function Answers({ own }: { own: OwnAnswers }) {
  const t = useTexts();
  const change = useChangeOwnAnswers(own);
  const save = (act: { objects: boolean; start_afresh?: boolean }) =>
    change.mutate(act, { onSuccess: () => notifyDone(t('own.saved')) });
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm">{t('own.who')}</Text>
      <Text>{counts(own, t)}</Text>
      <Text>{expected(own, t)}</Text>
      {own.learned?.rests_until && <Text>{t('own.rests', { day: tableDay(own.learned.rests_until) })}</Text>}
      {own.learned && (
        <>
          <Checkbox
            label={t('own.object')}
            checked={own.objects}
            disabled={change.isPending}
            onChange={(event) => save({ objects: event.currentTarget.checked })}
          />
          {own.asked > 0 && !own.objects && (
            <Button
              variant="default"
              loading={change.isPending}
              onClick={() => save({ objects: false, start_afresh: true })}
              h="auto"
              mih={36}
              styles={{ label: { whiteSpace: 'normal' } }}
            >
              {t('own.afresh')}
            </Button>
          )}
        </>
      )}
    </Stack>
  );
}

function counts(own: OwnAnswers, t: ReturnType<typeof useTexts>): string {
  if (own.asked === 0) return t('own.none');
  const { asked, yes, no, silent } = own;
  const since = own.afresh_since && own.afresh_since > own.since ? own.afresh_since : own.since;
  const sentence = t('own.counts', { day: tableDay(since), asked, yes, no, silent });
  return own.mean_hours === null
    ? sentence
    : `${sentence} ${t('own.hours', { hours: decimal(own.mean_hours) })}`;
}

function expected({ learned, objects }: OwnAnswers, t: ReturnType<typeof useTexts>): string {
  if (!learned) return t('own.off');
  const average = learned.average_yes_percent;
  return objects
    ? t('own.average', { average })
    : t('own.expected', { own: learned.expected_yes_percent, average });
}
