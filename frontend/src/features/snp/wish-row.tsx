import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { PATHS } from '@/app/paths';
import { dayAndHour, dayAndMonth, isoDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { BookingDialog } from './booking-dialog';
import { MoveDialog } from './move-dialog';
import type { FreeSlot } from './queries';
import { SlotRow } from './slot-row';
import classes from './snp.module.css';
import { useTexts } from './texts';
import { WishActs } from './wish-acts';
import type { Wish } from './wish-queries';
import { useWishTexts } from './wish-texts';
import { wishLine } from './wish-words';

/** One person to call: what would suit, what is free for her now, and one click to each. */
export function WishRow({ wish, name }: { wish: Wish; name: string }) {
  const t = useWishTexts();
  const [chosen, setChosen] = useState<FreeSlot | null>(null);
  return (
    <li className={classes.wish}>
      <Stack gap="xs">
        <Group gap="xs">
          <Text fw={700}>{name}</Text>
          {wish.triage_class && <Badge variant="light">{codeLabel('triageClass', wish.triage_class)}</Badge>}
          {wish.status !== 'waiting' && (
            <Badge variant="light" color="ardoise">
              {t(`status.${wish.status}`)}
            </Badge>
          )}
        </Group>
        <Text size="sm">{wishLine(t, wish)}</Text>
        <Text size="sm" c="dimmed">
          {duringWords(t, wish)}
        </Text>
        {wish.replaces && (
          <Text size="sm">{t('replaces', { when: dayAndHour(wish.replaces.starts_at) })}</Text>
        )}
        <WhatIsFree wish={wish} name={name} onBook={setChosen} />
        <Group gap="sm">
          <Anchor
            size="sm"
            renderRoot={(props) => <Link to={PATHS.referral} params={{ id: wish.referral_id }} {...props} />}
          >
            {t('openCase')}
            <span className="vh"> – {name}</span>
          </Anchor>
          <WishActs wish={wish} name={name} />
        </Group>
      </Stack>
      {chosen && <Booking wish={wish} slot={chosen} onOther={setChosen} onClose={() => setChosen(null)} />}
    </li>
  );
}

function duringWords(t: ReturnType<typeof useWishTexts>, wish: Wish): string {
  const [first, last, by] = [dayAndMonth(wish.from_day), dayAndMonth(wish.until_day), wish.noted_by_name];
  return wish.from_day > isoDay(new Date())
    ? t('from', { first, last, name: by })
    : t('until', { day: last, name: by });
}

interface WhatIsFreeProps {
  wish: Wish;
  name: string;
  onBook: (slot: FreeSlot) => void;
}

function WhatIsFree({ wish, name, onBook }: WhatIsFreeProps) {
  const t = useWishTexts();
  const snp = useTexts();
  const act = snp(wish.replaces ? 'moving.here' : 'book');
  if (wish.status !== 'waiting') return null;
  if (wish.booked_since_at)
    return <Text size="sm">{t('bookedSince', { when: dayAndHour(wish.booked_since_at) })}</Text>;
  if (!wish.is_open) return <Text size="sm">{t('notOpen')}</Text>;
  if (wish.slots.length === 0 || !wish.may.includes('book'))
    return (
      <Text size="sm" c="dimmed">
        {t('noSlot')}
      </Text>
    );
  return (
    <ul className={classes.slots} aria-label={t('slots', { who: name })}>
      {wish.slots.map((slot) => (
        <SlotRow key={slot.slot_id} slot={slot} act={act} onBook={onBook} />
      ))}
    </ul>
  );
}

interface BookingProps {
  wish: Wish;
  slot: FreeSlot;
  onOther: (slot: FreeSlot) => void;
  onClose: () => void;
}

/** Held while the person is on the telephone, then booked for her, or her appointment moved there. */
function Booking({ wish, slot, onOther, onClose }: BookingProps) {
  const { replaces, referral_id: referralId, reason_code: reason } = wish;
  if (!replaces)
    return (
      <BookingDialog
        key={slot.slot_id}
        slot={slot}
        wishId={wish.wish_id}
        referralId={referralId}
        unscheduled={reason === 'snp'}
        wanted={reason}
        onOther={onOther}
        onClose={onClose}
      />
    );
  return (
    <MoveDialog
      key={slot.slot_id}
      slot={slot}
      appointmentId={replaces.appointment_id}
      wishId={wish.wish_id}
      fromWhom={replaces.professional_id}
      search={{
        depuis: replaces.slot_id ?? undefined,
        le: replaces.starts_at,
        demande: referralId,
        motif: reason,
      }}
      onOther={onOther}
      onClose={onClose}
      onMoved={onClose}
    />
  );
}
