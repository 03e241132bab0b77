import { Badge, Button } from '@mantine/core';
import { waysOf } from '@/agendas/modality-label';
import { actsAlone } from '@/agendas/reasons';
import { dayAndHour, hour, shortDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { kilometres } from '@/lib/typography';
import type { FreeSlot } from './queries';
import type { SnpSearch } from './search';
import classes from './snp.module.css';
import { useTexts } from './texts';
import { WeekLink } from './week-link';

interface SlotRowProps {
  slot: FreeSlot;
  /** What the button does with it. */
  act: string;
  /** What is looked for, where the name may lead to that person's week. */
  search?: SnpSearch;
  onBook: (slot: FreeSlot) => void;
}

/** When, who, where, how far; and one button. */
export function SlotRow({ slot, act, search, onBook }: SlotRowProps) {
  const t = useTexts();
  const place = [codeLabel('profession', slot.profession_code), slot.place_label, slot.commune_name];
  const acts = actsAlone(slot);
  return (
    <li className={classes.slot}>
      <span className={classes.when}>
        <b>{hour(slot.starts_at)}</b>
        <span>{shortDay(slot.starts_at)}</span>
      </span>
      <span className={classes.who}>
        {search ? (
          <WeekLink
            search={search}
            professionalId={slot.professional_id}
            name={slot.professional_name}
            at={slot.starts_at}
          />
        ) : (
          <b>{slot.professional_name}</b>
        )}
        <span className={classes.detail}>
          {place.filter(Boolean).join(' · ')}
          {slot.distance_km != null && ` · ${t('distance', { distance: kilometres(slot.distance_km) })}`}
        </span>
        {acts.length > 0 && (
          <Badge variant="light" color="ambre" classNames={{ root: classes.only, label: classes.way }}>
            {t('only', { acts: acts.map((one) => codeLabel('bookingReason', one)).join(', ') })}
          </Badge>
        )}
      </span>
      {slot.modalities.join() !== 'AMB' && (
        <Badge variant="outline" classNames={{ root: classes.modality, label: classes.way }}>
          {waysOf(slot)}
        </Badge>
      )}
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
