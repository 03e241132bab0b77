import { Badge, Button, Checkbox, Group, Paper, Stack, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { dayAndMonth, hour, tableDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { notifyDone, notifyRefusal, notifyUndo } from '@/ui/notify';
import { OpeningExceptions } from './opening-exceptions';
import { PublishDialog } from './publish-dialog';
import { type Opening, type PublishOpening, type Release, usePublish, useWithdraw } from './queries';
import { SharedWith } from './shared-with-field';
import { useTexts } from './texts';

interface OpeningCardProps {
  opening: Opening;
  isChosen: boolean;
  onChoose: () => void;
}

export function OpeningCard({ opening, isChosen, onChoose }: OpeningCardProps) {
  const t = useTexts();
  const [isEditing, setEditing] = useState(false);
  const titleId = useId();
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
          <Text fw={600} id={titleId}>
            {opening.kind === 'weekly'
              ? t('weekly', { days })
              : t('oneOff', { day: dayAndMonth(opening.starts_on) })}
          </Text>
          <Text size="sm">
            {t('times', {
              from: hour(opening.from_time),
              to: hour(opening.to_time),
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
          <Particulars opening={opening} />
          {opening.kind === 'weekly' && <OpeningExceptions opening={opening} />}
          <SharedWith opening={opening} />
          <Group gap={4} mt={4}>
            {opening.audience.map((one) => (
              <Badge key={one} variant="outline">
                {[
                  codeLabel('audience', one),
                  sinceWhen(
                    opening.releases.find(({ audience }) => audience === one),
                    t,
                  ),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Badge>
            ))}
          </Group>
        </div>
        <Stack gap={6} align="flex-end">
          <Checkbox
            label={t('bulk.choose')}
            checked={isChosen}
            onChange={onChoose}
            aria-describedby={titleId}
          />
          <Button variant="default" size="compact-md" onClick={() => setEditing(true)}>
            {t('edit.open')}
            <span className="vh"> {days || dayAndMonth(opening.starts_on)}</span>
          </Button>
          <Button variant="default" size="compact-md" loading={withdraw.isPending} onClick={take}>
            {t('withdraw')}
            <span className="vh"> {days || dayAndMonth(opening.starts_on)}</span>
          </Button>
        </Stack>
      </Group>
      {isEditing && (
        <PublishDialog
          professionalId={opening.professional_id}
          opening={opening}
          onClose={() => setEditing(false)}
        />
      )}
    </Paper>
  );
}

/** What publishing it again takes; nothing when its place has left the sheet since. */
function sameAs({ opening_id: _, version: __, place_id: place, ...terms }: Opening): PublishOpening | null {
  return place === null ? null : { ...terms, place_id: place };
}

/** What differs from an ordinary opening, in words. */
function Particulars({ opening }: { opening: Opening }) {
  const t = useTexts();
  const said = [
    opening.appointment_type === 'WALKIN' && t('type.WALKIN'),
    opening.overbooking > 0 && t('overbooked', { count: opening.overbooking }),
    opening.school_holidays !== 'open' && t(`school.${opening.school_holidays}`),
    ...opening.reasons.map((one) =>
      t('reasons.lasts', { reason: codeLabel('bookingReason', one.reason_code), minutes: one.minutes }),
    ),
  ].filter(Boolean);
  return said.length > 0 && <Text size="sm">{said.join(' · ')}</Text>;
}

function sinceWhen(release: Release | undefined, t: ReturnType<typeof useTexts>): string {
  if (!release) return '';
  if (release.hours_before != null) return t('release.fromHours', { hours: release.hours_before });
  const time = release.at_time ? hour(release.at_time) : '';
  return release.days_before
    ? t('release.fromTime', { time, count: release.days_before })
    : t('release.sameDay', { time });
}
