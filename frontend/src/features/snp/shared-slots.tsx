import { Anchor, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useAfternoon } from '@/agendas/use-afternoon';
import { dayAndHour, hour, shortDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { kilometres } from '@/lib/typography';
import { EmptyFace } from '@/ui/list-faces';
import { Section } from '@/ui/section';
import { type SharedSlot, sharedSlotsQuery } from './queries';
import type { SnpSearch } from './search';
import classes from './snp.module.css';
import { useTexts } from './texts';
import { useSlotAct } from './use-slot-act';

interface SharedSlotsProps {
  search: SnpSearch;
  onBook: (slot: SharedSlot) => void;
}

/** Free in another CPTS, whose owner shares it with this one; where an appointment that stands there is moved, its own
 * CPTS alone. */
export function SharedSlots({ search, onBook }: SharedSlotsProps) {
  const t = useTexts();
  const act = useSlotAct(search);
  const { data, isError } = useQuery(sharedSlotsQuery(search, useAfternoon()));
  if (isError) return <Text size="sm">{t('shared.unknown')}</Text>;
  const slots = data?.items.filter((one) => !search.partage || one.shared_by === search.partage) ?? [];
  if (slots.length === 0) return search.partage && data ? <EmptyFace>{t('shared.noOther')}</EmptyFace> : null;
  return (
    <Section title={t('shared.title')}>
      <Text size="sm" c="dimmed">
        {t('shared.text')}
      </Text>
      <ul className={classes.slots}>
        {slots.map((slot) => (
          <SharedRow key={slot.slot_id} slot={slot} act={act} onBook={onBook} />
        ))}
      </ul>
    </Section>
  );
}

interface SharedRowProps {
  slot: SharedSlot;
  /** What the button does with it. */
  act: string;
  onBook: (slot: SharedSlot) => void;
}

function SharedRow({ slot, act, onBook }: SharedRowProps) {
  const t = useTexts();
  const place = [codeLabel('profession', slot.profession_code), slot.place_label, slot.commune_name];
  return (
    <li className={classes.slot}>
      <span className={classes.when}>
        <b>{hour(slot.starts_at)}</b>
        <span>{shortDay(slot.starts_at)}</span>
      </span>
      <span className={classes.who}>
        <b>{slot.professional_name}</b>
        <span className={classes.detail}>
          {place.filter(Boolean).join(' · ')}
          {slot.distance_km != null && ` · ${t('distance', { distance: kilometres(slot.distance_km) })}`}
        </span>
        <span className={classes.detail}>
          {slot.cpts_name}
          {slot.cpts_phone && (
            <>
              {' · '}
              <Anchor href={`tel:${slot.cpts_phone.replaceAll(' ', '')}`} inherit>
                {slot.cpts_phone}
              </Anchor>
            </>
          )}
        </span>
      </span>
      <Button onClick={() => onBook(slot)}>
        {act}
        <span className="vh">
          {' '}
          {dayAndHour(slot.starts_at)}, {slot.professional_name}
        </span>
      </Button>
    </li>
  );
}
