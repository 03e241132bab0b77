import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { components } from '@/api/scheduling.gen';
import { isoDay } from '@/lib/dates';
import { CancelDialog } from './cancel-dialog';
import { type Movable, MoveLink } from './move-link';
import { OutcomeButtons } from './outcome-buttons';
import type { AppointmentAct, Outcome } from './queries';
import { useAppointmentTexts } from './texts';

type Status = components['schemas']['AppointmentStatus'];

interface AppointmentActsProps {
  appointment: Movable & { status: Status; modality: string };
  acts: AppointmentAct[];
  /** Which appointment, for who does not see where the button stands. */
  label: string;
}

/** Who comes to the practice arrives, on the day; what is said after that corrects it. */
function outcomesOf({ status, modality, starts_at: at }: AppointmentActsProps['appointment']): Outcome[] {
  const isExpected = status === 'booked' && modality !== 'HH' && isoDay(new Date(at)) === isoDay(new Date());
  return isExpected ? ['arrived', 'fulfilled', 'no_show'] : ['fulfilled', 'no_show'];
}

/** What may be done with an appointment now, one button each: how it went, another slot, none. */
export function AppointmentActs({ appointment, acts, label }: AppointmentActsProps) {
  const t = useAppointmentTexts();
  const [isCancelling, setCancelling] = useState(false);
  const id = appointment.appointment_id;
  const hidden = <span className="vh"> – {label}</span>;
  return (
    <Group gap="xs" className="no-print">
      {acts.includes('outcome') && (
        <OutcomeButtons id={id} outcomes={outcomesOf(appointment)} hidden={hidden} />
      )}
      {acts.includes('move') && <MoveLink appointment={appointment}>{hidden}</MoveLink>}
      {acts.includes('cancel') && (
        <Button variant="subtle" size="compact-md" onClick={() => setCancelling(true)}>
          {t('cancel.act')}
          {hidden}
        </Button>
      )}
      {isCancelling && <CancelDialog id={id} onClose={() => setCancelling(false)} />}
    </Group>
  );
}
