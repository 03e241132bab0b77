import { useState } from 'react';
import { shortDay } from '@/lib/dates';
import { SomeOfChips } from '@/ui/chips-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { useTexts } from './texts';

interface DaysDialogProps {
  act: 'claim' | 'release';
  title: string;
  days: string[];
  /** Chosen from the start. */
  chosen: string[];
  busy: boolean;
  onChoose: (days: string[]) => void;
  onClose: () => void;
}

/** Some of the days of a replacement, to take or to give back in one act. */
export function DaysDialog({ act, title, days, chosen, busy, onChoose, onClose }: DaysDialogProps) {
  const t = useTexts();
  const [picked, setPicked] = useState(chosen);
  return (
    <ConfirmDialog
      opened
      title={title}
      act={t(`some.${act}`, { count: picked.length })}
      busy={busy}
      disabled={picked.length === 0}
      onClose={onClose}
      onConfirm={() => onChoose(days.filter((day) => picked.includes(day)))}
    >
      <SomeOfChips
        legend={t(`some.${act}Legend`)}
        options={days.map((value) => ({ value, label: shortDay(value) }))}
        value={picked}
        onChange={setPicked}
      />
    </ConfirmDialog>
  );
}
