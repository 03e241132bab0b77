import { useState } from 'react';
import { type BookingReason, EVERYBODYS, REASONS } from '@/agendas/reasons';
import type { ChoiceRecorded } from './booking';
import type { FreeSlot } from './queries';

/** Who and what an appointment is for. */
export interface Purpose {
  referralId?: string;
  /** Unscheduled care, with or without a request; else the first visit to the one who took the person. */
  unscheduled?: boolean;
  /** The reason that the search was for. */
  wanted?: BookingReason;
  /** Where the person lives, as far as it is known: a brigade goes to its communes. */
  homeCommune?: string;
}

/** The owner may have opened a slot for a few reasons alone; an act is done only where it is named. */
const takes = (slot: FreeSlot, reason: BookingReason) =>
  reason in slot.reasons || (Object.keys(slot.reasons).length === 0 && EVERYBODYS.includes(reason));

export type Answers = ReturnType<typeof useAnswers>;

/** What a booking has to say: why, in which way, and how the person chose. */
export function useAnswers(slot: FreeSlot, { referralId, unscheduled, wanted }: Purpose) {
  const reasons = REASONS.filter((one) => takes(slot, one));
  const usual = wanted ?? (referralId && !unscheduled ? 'first_visit' : 'snp');
  const [chosen, setReason] = useState<BookingReason>();
  // Where the owner does not take it, whoever books says for what else.
  const reason = chosen ?? (takes(slot, usual) ? usual : undefined);
  const [modality, setModality] = useState(slot.modalities[0] ?? 'AMB');
  const [recorded, setRecorded] = useState<ChoiceRecorded>('phone');
  const [outsideArea, setOutsideArea] = useState(false);
  const outside = { outsideArea, setOutsideArea };
  return { ...outside, usual, reasons, reason, setReason, modality, setModality, recorded, setRecorded };
}
