import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { newKey } from '@/api/client';
import { asProblem } from '@/api/problem';
import { hasRole, useSession } from '@/api/session';
import { dayAndHour } from '@/lib/dates';
import { useCommon } from '@/lib/i18n';
import { OneOfChips } from '@/ui/chips-field';
import { notifyDone, notifyRefusal, notifyUndo } from '@/ui/notify';
import { type ChoiceRecorded, useHold, useMove, useReleaseHold } from './booking';
import { ChosenSlot, HowChosen, ModalityChips } from './chosen-slot';
import { HoldCountdown } from './hold-countdown';
import { LostSlot } from './lost-slot';
import type { FreeSlot } from './queries';
import type { SnpSearch } from './search';
import { useTexts } from './texts';

interface MoveDialogProps {
  slot: FreeSlot;
  appointmentId: string;
  search: SnpSearch;
  onOther: (slot: FreeSlot) => void;
  onClose: () => void;
  onMoved: () => void;
}

/** Holds the new slot while it is talked over; the old one stays taken until the move, and whenever it is refused. */
export function MoveDialog({ slot, appointmentId, search, onOther, onClose, onMoved }: MoveDialogProps) {
  const t = useTexts();
  const common = useCommon();
  const hold = useHold();
  const move = useMove();
  const release = useReleaseHold();
  const keepsAgendas = hasRole(useSession(), 'professional', 'delegate', 'care_coordinator', 'director');
  const [by, setBy] = useState<'patient' | 'practice'>('patient');
  const [modality, setModality] = useState(slot.modalities[0] ?? 'AMB');
  const [recorded, setRecorded] = useState<ChoiceRecorded>('phone');
  const [key] = useState(newKey);
  const { depuis: from, le: at, demande: referralId, motif: reason = 'other' } = search;
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    hold.mutate({ slotId: slot.slot_id, reason, referralId });
  }, [hold.mutate, slot.slot_id, reason, referralId]);
  const held = hold.data;
  const rule = move.error ? asProblem(move.error).rule : null;
  const unsaid = rule === 'choice-unsaid';
  // Its own time, that a long reason may move onto, cannot be held beside it: the move itself decides.
  const isOwnTime = hold.error ? asProblem(hold.error).members.state === 'overlaps' : false;
  const refused = (unsaid ? null : move.error) ?? (isOwnTime ? null : hold.error);
  function close() {
    if (held && !move.isSuccess) release.mutate(held.hold_id);
    onClose();
  }
  function confirm() {
    const said = { appointmentId, by, recorded: unsaid ? recorded : undefined };
    move.mutate(
      // What is sent again with its answer is another request.
      { ...said, key: unsaid ? newKey() : key, slotId: slot.slot_id, modality },
      {
        onSuccess: () => {
          const words = { when: dayAndHour(slot.starts_at), who: slot.professional_name };
          const back = () =>
            move
              .mutateAsync({ ...said, key: newKey(), slotId: from ?? '' })
              .then(() => notifyDone(t('moving.undone', { when: at ? dayAndHour(at) : '' })), notifyRefusal);
          if (from) notifyUndo(t('moving.done', words), back);
          else notifyDone(t('moving.done', words));
          onClose();
          onMoved();
        },
      },
    );
  }
  return (
    <Modal opened onClose={close} title={t('moving.title')} size="lg">
      <Stack gap="md">
        <ChosenSlot slot={slot} />
        {at && <Text size="sm">{t('moving.instead', { when: dayAndHour(at) })}</Text>}
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
            <ModalityChips slot={slot} value={modality} onChange={setModality} />
            {keepsAgendas && (
              <OneOfChips
                legend={t('moving.by')}
                options={[
                  { value: 'patient', label: t('moving.patient') },
                  { value: 'practice', label: t('moving.practice') },
                ]}
                value={by}
                onChange={setBy}
              />
            )}
            {unsaid && (
              <>
                <HowChosen help={t('moving.another')} value={recorded} onChange={setRecorded} />
                <Alert role="alert" color="rouge" variant="outline">
                  {asProblem(move.error).sentence}
                </Alert>
              </>
            )}
          </>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {common(refused ? 'actions.close' : 'actions.cancel')}
          </Button>
          {!refused && (
            <Button loading={hold.isPending || move.isPending} onClick={confirm} data-autofocus>
              {t('moving.confirm')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
