import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useAfternoon } from '@/agendas/use-afternoon';
import { hour, shortDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { kilometres } from '@/lib/typography';
import { Section } from '@/ui/section';
import { type SharedSlot, sharedSlotsQuery } from './queries';
import type { SnpSearch } from './search';
import classes from './snp.module.css';
import { useTexts } from './texts';

/** Free in another CPTS, whose owner shares it with this one: shown with whom to ask, never with a button to book. */
export function SharedSlots({ search }: { search: SnpSearch }) {
  const t = useTexts();
  const { data, isError } = useQuery(sharedSlotsQuery(search, useAfternoon()));
  if (isError) return <Text size="sm">{t('shared.unknown')}</Text>;
  if (!data?.items.length) return null;
  return (
    <Section title={t('shared.title')}>
      <Text size="sm" c="dimmed">
        {t('shared.text')}
      </Text>
      <ul className={classes.slots}>
        {data.items.map((slot) => (
          <SharedRow key={slot.slot_id} slot={slot} />
        ))}
      </ul>
    </Section>
  );
}

function SharedRow({ slot }: { slot: SharedSlot }) {
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
          {t('shared.ask', { cpts: slot.cpts_name })}
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
    </li>
  );
}
