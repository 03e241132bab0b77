import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { asProblem } from '@/api/problem';
import { useCommon } from '@/lib/i18n';
import { Refused } from '@/ui/refused';
import type { Hold } from './booking';
import { ChosenSlot } from './chosen-slot';
import { HoldCountdown } from './hold-countdown';
import { LostSlot } from './lost-slot';
import type { FreeSlot } from './queries';

interface HeldSlotDialogProps {
  title: string;
  slot: FreeSlot;
  held?: Hold;
  /** None of a slot that is not held: another CPTS shares it. */
  onHoldAgain?: () => void;
  /** Why the slot cannot be had: then there is nothing to say but that, and which others there are. */
  refused: unknown;
  /** What is done with one of those. */
  otherAct: string;
  onOther: (slot: FreeSlot) => void;
  act: string;
  busy: boolean;
  disabled?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A slot, how long it is still held, what has to be said of it, and the act; or why it cannot be had. */
export function HeldSlotDialog({
  title,
  slot,
  held,
  onHoldAgain,
  refused,
  otherAct,
  onOther,
  act,
  busy,
  disabled,
  onConfirm,
  onClose,
  children,
}: HeldSlotDialogProps) {
  const common = useCommon();
  // Nobody refused: what was said stays, and the same may be sent again.
  const isPassing = Boolean(refused) && asProblem(refused).isPassing;
  const isLost = Boolean(refused) && !isPassing;
  const holdAgain = isPassing && !held ? onHoldAgain : undefined;
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <Stack gap="md">
        <ChosenSlot slot={slot} />
        {isLost ? (
          <LostSlot error={refused} act={otherAct} onOther={onOther} />
        ) : (
          <>
            {held && onHoldAgain && <HoldCountdown until={held.until} onAgain={onHoldAgain} />}
            {children}
            {isPassing && <Refused error={refused} />}
          </>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common(isLost ? 'actions.close' : 'actions.cancel')}
          </Button>
          {!isLost && (
            <Button
              loading={busy}
              disabled={disabled && !holdAgain}
              onClick={holdAgain ?? onConfirm}
              data-autofocus
            >
              {holdAgain ? common('actions.retry') : act}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
