import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { dayAndMonth, tableDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { notifyDone, notifyRefusal, notifyUndo } from '@/ui/notify';
import { OpeningExceptions } from './opening-exceptions';
import { type Opening, openingsQuery, type PublishOpening, usePublish, useWithdraw } from './queries';
import { useTexts } from './texts';

export function Openings({ professionalId }: { professionalId: string }) {
  const t = useTexts();
  const query = useInfiniteQuery(openingsQuery(professionalId));
  return (
    <KeysetList query={query} empty={<EmptyFace>{t('openingsEmpty')}</EmptyFace>}>
      {(openings) => (
        <Stack gap="xs">
          {openings.map((opening) => (
            <OpeningCard key={opening.opening_id} opening={opening} />
          ))}
        </Stack>
      )}
    </KeysetList>
  );
}

function OpeningCard({ opening }: { opening: Opening }) {
  const t = useTexts();
  const withdraw = useWithdraw();
  const publish = usePublish();
  const days = opening.weekdays.map((day) => codeLabel('weekday', String(day))).join(', ');
  function restore(body: PublishOpening) {
    // The card is gone by then: callbacks of `mutate` would go with it.
    publish.mutateAsync(body).then(() => notifyDone(t('restored')), notifyRefusal);
  }
  function take() {
    const same = sameAs(opening);
    const onSuccess = () =>
      same ? notifyUndo(t('withdrawn'), () => restore(same)) : notifyDone(t('withdrawn'));
    withdraw.mutateAsync(opening).then(onSuccess, notifyRefusal);
  }
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Text fw={600}>
            {opening.kind === 'weekly'
              ? t('weekly', { days })
              : t('oneOff', { day: dayAndMonth(opening.starts_on) })}
          </Text>
          <Text size="sm">
            {t('times', {
              from: opening.from_time.slice(0, 5),
              to: opening.to_time.slice(0, 5),
              minutes: opening.slot_minutes,
            })}
            {' · '}
            {opening.modalities.map((one) => codeLabel('modality', one)).join(', ')}
          </Text>
          {opening.kind === 'weekly' && (
            <Text size="sm" c="dimmed">
              {t('since', { from: tableDay(opening.starts_on) })}
              {opening.ends_on && ` ${t('until', { to: tableDay(opening.ends_on) })}`}
            </Text>
          )}
          {opening.kind === 'weekly' && <OpeningExceptions opening={opening} />}
          <Group gap={4} mt={4}>
            {opening.audience.map((one) => (
              <Badge key={one} variant="outline">
                {t(`audience.${one}`)}
              </Badge>
            ))}
          </Group>
        </div>
        <Button variant="default" size="compact-md" loading={withdraw.isPending} onClick={take}>
          {t('withdraw')}
          <span className="vh"> {days || dayAndMonth(opening.starts_on)}</span>
        </Button>
      </Group>
    </Paper>
  );
}

/** What publishing it again takes; nothing when its place has left the sheet since. */
function sameAs({ opening_id: _, version: __, place_id: place, ...terms }: Opening): PublishOpening | null {
  return place === null ? null : { ...terms, place_id: place };
}
