import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCommon } from '@/lib/i18n';
import type { Hold } from './booking';
import { ChosenSlot } from './chosen-slot';
import { HoldCountdown } from './hold-countdown';
import { LostSlot } from './lost-slot';
import type { FreeSlot } from './queries';

interface HeldSlotDialogProps {
  title: string;
  slot: FreeSlot;
  held?: Hold;
  onHoldAgain: () => void;
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
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <Stack gap="md">
        <ChosenSlot slot={slot} />
        {refused ? (
          <LostSlot error={refused} act={otherAct} onOther={onOther} />
        ) : (
          <>
            {held && <HoldCountdown until={held.until} onAgain={onHoldAgain} />}
            {children}
          </>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common(refused ? 'actions.close' : 'actions.cancel')}
          </Button>
          {!refused && (
            <Button loading={busy} disabled={disabled} onClick={onConfirm} data-autofocus>
              {act}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
