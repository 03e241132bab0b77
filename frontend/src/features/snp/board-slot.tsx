import { UnstyledButton } from '@mantine/core';
import { clock, dayAndHour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import classes from './board.module.css';
import type { BoardSlot } from './queries';
import { useTexts } from './texts';

interface BoardSlotCellProps {
  slot: BoardSlot;
  onBook: (slot: BoardSlot) => void;
  /** None while another act is under way. */
  onOverbook?: (slot: BoardSlot) => void;
}

/** A free time to take, or a taken one; where its owner allows one more, that too. */
export function BoardSlotCell({ slot, onBook, onOverbook }: BoardSlotCellProps) {
  const t = useTexts();
  const whose = `${dayAndHour(slot.starts_at)}, ${slot.professional_name}`;
  if (slot.state === 'free') {
    const ways = slot.modalities.filter((one) => one !== 'AMB').map((one) => codeLabel('modality', one));
    return (
      <UnstyledButton className={classes.free} onClick={() => onBook(slot)}>
        <b>{clock(slot.starts_at)}</b>
        {ways.length > 0 && <span className={classes.way}>{ways.join(', ')}</span>}
        <span className="vh">
          {' '}
          {t('book')} {whose}
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
