import { Stack, Text } from '@mantine/core';
import { asProblem } from '@/api/problem';
import { RefusedBecause } from '@/ui/refused';
import type { FreeSlot } from './queries';
import { SlotRow } from './slot-row';
import classes from './snp.module.css';
import { useTexts } from './texts';

interface LostSlotProps {
  error: unknown;
  /** What is done with another one. */
  act: string;
  onOther: (slot: FreeSlot) => void;
}

/** Why the slot cannot be had; after a lost race, the next three. */
export function LostSlot({ error, act, onOther }: LostSlotProps) {
  const t = useTexts();
  const problem = asProblem(error);
  const next = Array.isArray(problem.members.next) ? (problem.members.next as FreeSlot[]) : [];
  const isTaken = problem.rule === 'slot-taken';
  return (
    <Stack gap="sm">
      <RefusedBecause>{isTaken ? t('dialog.taken') : problem.sentence}</RefusedBecause>
      {isTaken && (
        <>
          <Text fw={600}>{next.length > 0 ? t('dialog.next') : t('dialog.noNext')}</Text>
          <ul className={classes.slots}>
            {next.map((other) => (
              <SlotRow key={other.slot_id} slot={other} act={act} onBook={onOther} />
            ))}
          </ul>
        </>
      )}
    </Stack>
  );
}
