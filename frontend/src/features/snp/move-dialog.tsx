import { Text } from '@mantine/core';
import { useState } from 'react';
import { newKey } from '@/api/client';
import { asProblem } from '@/api/problem';
import { hasRole, useSession } from '@/api/session';
import { dayAndHour } from '@/lib/dates';
import { OneOfChips } from '@/ui/chips-field';
import { notifyDone, notifyRefusal, notifyUndo } from '@/ui/notify';
import { Refused } from '@/ui/refused';
import { type ChoiceRecorded, useMove } from './booking';
import { HowChosen, ModalityChips } from './chosen-slot';
import { HeldSlotDialog } from './held-slot-dialog';
import { OutsideArea } from './outside-area';
import type { SnpSearch } from './search';
import { type AnySlot, nextTo, sharedBy } from './shared';
import { useTexts } from './texts';
import { useHeldSlot } from './use-held-slot';
import { useResumeWish } from './wish-queries';

interface MoveDialogProps {
  slot: AnySlot;
  appointmentId: string;
  /** The wish for an earlier one that the move answers. */
  wishId?: string;
  /** Whose the appointment is now, where that is known: with another, the person's choice is asked at once. */
  fromWhom?: string;
  search: Pick<SnpSearch, 'depuis' | 'le' | 'demande' | 'motif' | 'pres'>;
  onOther: (slot: AnySlot) => void;
  onClose: () => void;
  onMoved: () => void;
}

/** Holds the new slot while it is talked over; the old one stays taken until the move, and whenever it is refused. */
export function MoveDialog(props: MoveDialogProps) {
  const { slot, appointmentId, wishId, fromWhom, search, onOther, onClose, onMoved } = props;
  const t = useTexts();
  const move = useMove();
  const resume = useResumeWish();
  const keepsAgendas = hasRole(useSession(), 'professional', 'delegate', 'care_coordinator', 'director');
  const [by, setBy] = useState<'patient' | 'practice'>('patient');
  const [modality, setModality] = useState(slot.modalities[0] ?? 'AMB');
  const [recorded, setRecorded] = useState<ChoiceRecorded>('phone');
  const [key] = useState(newKey);
  const { depuis: from, le: at, demande: referralId, motif: reason, pres: homeCommune } = search;
  const [outsideArea, setOutsideArea] = useState(false);
  const { held, holdFor, letGo, ...hold } = useHeldSlot(slot, reason, referralId);
  const shared = sharedBy(slot);
  const rule = move.error ? asProblem(move.error).rule : null;
  const unsaid = rule === 'choice-unsaid';
  const isFar = rule === 'brigade-goes-elsewhere';
  const toAnother = unsaid || (fromWhom !== undefined && fromWhom !== slot.professional_id);
  // Its own time, that a long reason may move onto, cannot be held beside it: the move itself decides.
  const isOwnTime = hold.error ? asProblem(hold.error).members.state === 'overlaps' : false;
  const refused = (unsaid || isFar ? null : move.error) ?? (isOwnTime ? null : hold.error);
  function close() {
    if (!move.isSuccess) void letGo();
    onClose();
  }
  function confirm() {
    const said = { appointmentId, by, recorded: toAnother ? recorded : undefined };
    move.mutate(
      // What is sent again with its answer is another request.
      {
        ...said,
        wishId,
        key: unsaid || isFar ? newKey() : key,
        slotId: slot.slot_id,
        modality,
        homeCommune,
        outsideArea,
      },
      {
        onSuccess: () => {
          const words = { when: dayAndHour(slot.starts_at), who: slot.professional_name };
          const back = () =>
            move
              .mutateAsync({ ...said, key: newKey(), slotId: from ?? '' })
              .then(async () => wishId && (await resume.mutateAsync(wishId)))
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
    <HeldSlotDialog
      title={t('moving.title')}
      slot={slot}
      held={held}
      onHoldAgain={shared ? undefined : () => holdFor(reason)}
      refused={refused}
      otherAct={t('moving.here')}
      onOther={(other) => onOther(nextTo(slot, other))}
      act={t('moving.confirm')}
      busy={hold.isPending || move.isPending}
      onConfirm={confirm}
      onClose={close}
    >
      {at && <Text size="sm">{t('moving.instead', { when: dayAndHour(at) })}</Text>}
      <ModalityChips slot={slot} value={modality} onChange={setModality} />
      {keepsAgendas && !wishId && !shared && (
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
      {toAnother && <HowChosen help={t('moving.another')} value={recorded} onChange={setRecorded} />}
      {unsaid && <Refused error={move.error} />}
      {isFar && <OutsideArea error={move.error} checked={outsideArea} onChange={setOutsideArea} />}
    </HeldSlotDialog>
  );
}
