import { Alert, Stack, Text } from '@mantine/core';
import { asProblem } from '@/api/problem';
import type { FreeSlot } from './queries';
import { SlotRow } from './slot-row';
import classes from './snp.module.css';
import { useTexts } from './texts';

/** Why the slot cannot be had; after a lost race, the next three. */
export function LostSlot({ error, onOther }: { error: unknown; onOther: (slot: FreeSlot) => void }) {
  const t = useTexts();
  const problem = asProblem(error);
  const next = Array.isArray(problem.members.next) ? (problem.members.next as FreeSlot[]) : [];
  const isTaken = problem.rule === 'slot-taken';
  return (
    <Stack gap="sm">
      <Alert role="alert" color="rouge" variant="outline">
        {isTaken ? t('dialog.taken') : problem.sentence}
      </Alert>
      {isTaken && (
        <>
          <Text fw={600}>{next.length > 0 ? t('dialog.next') : t('dialog.noNext')}</Text>
          <ul className={classes.slots}>
            {next.map((other) => (
              <SlotRow key={other.slot_id} slot={other} onBook={onOther} />
            ))}
          </ul>
        </>
      )}
    </Stack>
  );
}
