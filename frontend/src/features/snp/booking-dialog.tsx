import { Alert, Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { newKey } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useCommon } from '@/lib/i18n';
import { type ChoiceRecorded, useBook, useHold, useReleaseHold } from './booking';
import { ChosenSlot, HowChosen, ModalityChips } from './chosen-slot';
import { HoldCountdown } from './hold-countdown';
import { LostSlot } from './lost-slot';
import type { FreeSlot } from './queries';
import { type BookingReason, REASONS } from './search';
import { useTellBooked } from './tell-booked';
import { useTexts } from './texts';

interface BookingDialogProps {
  slot: FreeSlot;
  referralId?: string;
  /** Unscheduled care, with or without a request; else the first visit to the one who took the person. */
  unscheduled?: boolean;
  /** The reason that the search was for. */
  wanted?: BookingReason;
  /** Another slot, after a lost race. */
  onOther: (slot: FreeSlot) => void;
  onClose: () => void;
  onBooked?: () => void;
}

/** Holds the slot on opening, counts down, books on confirmation; a lost race offers the next three. */
export function BookingDialog({
  slot,
  referralId,
  unscheduled,
  wanted,
  onOther,
  onClose,
  onBooked,
}: BookingDialogProps) {
  const t = useTexts();
  const common = useCommon();
  const hold = useHold();
  const book = useBook();
  const release = useReleaseHold();
  const tell = useTellBooked();
  const reasons = REASONS.filter((one) => takes(slot, one));
  const usual = wanted ?? (referralId && !unscheduled ? 'first_visit' : 'snp');
  const [reason, setReason] = useState<BookingReason>(takes(slot, usual) ? usual : (reasons[0] ?? usual));
  const [modality, setModality] = useState(slot.modalities[0] ?? 'AMB');
  const [recorded, setRecorded] = useState<ChoiceRecorded>('phone');
  const [key] = useState(newKey);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    hold.mutate({ slotId: slot.slot_id, reason, referralId });
  }, [hold.mutate, slot.slot_id, reason, referralId]);
  const held = hold.data;
  const error = book.error ?? hold.error;
  // Asked after all: the page did not know that the request is one of unscheduled care.
  const unsaid = error ? asProblem(error).rule === 'choice-unsaid' : false;
  // Another reason may be short enough.
  const isTooLong = error ? asProblem(error).rule === 'not-enough-room' : false;
  const refused = unsaid || isTooLong ? null : error;
  const chooses = Boolean(referralId) && (unscheduled || unsaid);
  function choose(other: BookingReason) {
    setReason(other);
    // A longer reason keeps the next slots aside too, a shorter one gives them back.
    if (slot.reasons[other] !== slot.reasons[reason]) hold.mutate({ slotId: slot.slot_id, reason: other });
  }
  function close() {
    if (held && !book.isSuccess) release.mutate(held.hold_id);
    onClose();
  }
  function confirm() {
    if (!held) return;
    book.mutate(
      {
        // What is sent again with its answer is another booking.
        key: unsaid ? newKey() : key,
        slotId: slot.slot_id,
        holdId: held.hold_id,
        referralId,
        reason,
        modality,
        recorded: chooses ? recorded : undefined,
      },
      {
        onSuccess: ({ appointment_id: id }) => {
          tell(id, slot);
          onClose();
          onBooked?.();
        },
      },
    );
  }
  const labelOf = (one: BookingReason) => {
    const minutes = slot.reasons[one];
    const name = t(`reason.${one}`);
    return minutes ? t('dialog.lasts', { reason: name, minutes }) : name;
  };
  return (
    <Modal opened onClose={close} title={t('dialog.title')} size="lg">
      <Stack gap="md">
        <ChosenSlot slot={slot} />
        {refused ? (
          <LostSlot error={refused} onOther={onOther} />
        ) : (
          <>
            {held && (
              <HoldCountdown
                until={held.until}
                onAgain={() => hold.mutate({ slotId: slot.slot_id, reason, referralId })}
              />
            )}
            <Text size="sm">{t(referralId ? 'dialog.withReferral' : 'dialog.withoutReferral')}</Text>
            <ModalityChips slot={slot} value={modality} onChange={setModality} />
            <Select
              label={t('dialog.reason')}
              data={reasons.map((value) => ({ value, label: labelOf(value) }))}
              value={reason}
              allowDeselect={false}
              onChange={(value) => choose((value as BookingReason) ?? 'other')}
            />
            {chooses && <HowChosen help={t('dialog.chosenHelp')} value={recorded} onChange={setRecorded} />}
            {(unsaid || isTooLong) && (
              <Alert role="alert" color="rouge" variant="outline">
                {asProblem(error).sentence}
              </Alert>
            )}
          </>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {common(refused ? 'actions.close' : 'actions.cancel')}
          </Button>
          {!refused && (
            <Button
              loading={hold.isPending || book.isPending}
              disabled={!held}
              onClick={confirm}
              data-autofocus
            >
              {t('dialog.confirm')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

/** The owner may have opened a slot for a few reasons alone. */
const takes = (slot: FreeSlot, reason: BookingReason) =>
  Object.keys(slot.reasons).length === 0 || reason in slot.reasons;
