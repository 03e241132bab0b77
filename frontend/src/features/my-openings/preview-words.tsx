import { Text } from '@mantine/core';
import { hour, shortDayAndHour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { type Run, sightingOf } from './preview-runs';
import { useTexts } from './texts';

/** « 9 h – 12 h », and how many slots. */
export function RunTime({ run: { slots } }: { run: Run }) {
  const t = useTexts();
  return (
    <>
      {hour(slots[0].starts_at)} – {hour((slots.at(-1) ?? slots[0]).ends_at)}
      <Text component="span" size="sm" c="dimmed">
        {' · '}
        {t('preview.count', { count: slots.length })}
      </Text>
    </>
  );
}

/** Where, how and for what one comes. */
export function RunWords({ run: { slots } }: { run: Run }) {
  const t = useTexts();
  const [slot] = slots;
  const reasons = Object.keys(slot.reasons).map((one) => codeLabel('bookingReason', one));
  return [
    slot.place_label,
    slot.commune_name,
    slot.modalities.map((one) => codeLabel('modality', one)).join(', '),
    slot.appointment_type === 'WALKIN' && t('type.WALKIN'),
    reasons.length > 0 ? reasons.join(', ') : t('preview.anyReason'),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Whether a viewer finds it, or since when it will. */
export function RunSight({ run, viewer }: { run: Run; viewer: string }) {
  const t = useTexts();
  const sighting = sightingOf(run, viewer);
  if (sighting.is === 'later') {
    const [first, last] = [shortDayAndHour(sighting.first), shortDayAndHour(sighting.last)];
    return (
      <Text size="sm" fw={600}>
        {first === last ? t('preview.from', { when: first }) : t('preview.between', { first, last })}
      </Text>
    );
  }
  if (sighting.is === 'seen')
    return (
      <Text size="sm" fw={600}>
        {t('preview.seen')}
      </Text>
    );
  return (
    <Text size="sm" c="dimmed">
      {t('preview.unseen')}
    </Text>
  );
}
