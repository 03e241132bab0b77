import { UnstyledButton } from '@mantine/core';
import { waysOf } from '@/agendas/modality-label';
import { actsAlone } from '@/agendas/reasons';
import { clock, dayAndHour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import classes from './board.module.css';
import type { BoardSlot } from './queries';
import { useTexts } from './texts';

interface BoardSlotCellProps {
  slot: BoardSlot;
  /** What may be done with it while it is free. */
  act: string;
  onBook: (slot: BoardSlot) => void;
  /** None while another act is under way. */
  onOverbook?: (slot: BoardSlot) => void;
}

/** A free time to take, or a taken one; where its owner allows one more, that too. */
export function BoardSlotCell({ slot, act, onBook, onOverbook }: BoardSlotCellProps) {
  const t = useTexts();
  const whose = `${dayAndHour(slot.starts_at)}, ${slot.professional_name}`;
  if (slot.state === 'free') {
    const ways = waysOf(
      slot,
      slot.modalities.filter((one) => one !== 'AMB'),
    );
    const acts = actsAlone(slot)
      .map((one) => codeLabel('bookingReason', one))
      .join(', ');
    return (
      <UnstyledButton className={classes.free} onClick={() => onBook(slot)}>
        <b>{clock(slot.starts_at)}</b>
        {ways && <span className={classes.way}>{ways}</span>}
        {acts && <span className={classes.way}>{acts}</span>}
        <span className="vh">
          {' '}
          {act} {whose}
        </span>
      </UnstyledButton>
    );
  }
  return (
    <span className={classes.taken}>
      {clock(slot.starts_at)}{' '}
      {slot.state === 'held' ? t('board.held') : t('board.booked', { count: slot.appointments })}
      {onOverbook && slot.room > 0 && (
        <UnstyledButton className={classes.add} onClick={() => onOverbook(slot)}>
          {t('overbook.act')}
          <span className="vh"> – {whose}</span>
        </UnstyledButton>
      )}
    </span>
  );
}
