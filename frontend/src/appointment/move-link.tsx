import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PATHS } from '@/app/paths';
import type { BookingReason } from './queries';
import { useAppointmentTexts } from './texts';

/** What the shared agenda needs to know of an appointment that looks for another slot. */
export interface Movable {
  appointment_id: string;
  slot_id: string | null;
  /** Null: whoever does the same may take it. */
  professional_id: string | null;
  profession_code?: string | null;
  referral_id?: string | null;
  reason_code: BookingReason;
  starts_at: string;
  /** The CPTS in whose agenda it stands, of one booked from another. */
  shared_by?: { cpts_id: string } | null;
}

interface MoveLinkProps {
  appointment: Movable;
  children: ReactNode;
}

/** The free slots that suit it, as the shared agenda is asked for them. */
export const searchToMove = (appointment: Movable) => ({
  deplacer: appointment.appointment_id,
  depuis: appointment.slot_id ?? undefined,
  le: appointment.starts_at,
  pro: appointment.professional_id ?? undefined,
  profession: appointment.profession_code ?? undefined,
  demande: appointment.referral_id ?? undefined,
  motif: appointment.reason_code,
  partage: appointment.shared_by?.cpts_id,
});

/** Leads to the free slots that suit it: the same professional's first, for the same reason. */
export function MoveLink({ appointment, children }: MoveLinkProps) {
  const t = useAppointmentTexts();
  return (
    <Button
      variant="default"
      size="compact-md"
      renderRoot={(props) => <Link to={PATHS.snp} search={searchToMove(appointment)} {...props} />}
    >
      {t('move')}
      {children}
    </Button>
  );
}
