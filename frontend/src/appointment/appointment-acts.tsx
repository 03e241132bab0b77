import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { CancelDialog } from './cancel-dialog';
import { type Movable, MoveLink } from './move-link';
import { type AppointmentAct, useOutcome } from './queries';
import { useAppointmentTexts } from './texts';

interface AppointmentActsProps {
  appointment: Movable;
  acts: AppointmentAct[];
  /** Which appointment, for who does not see where the button stands. */
  label: string;
}

/** What may be done with an appointment now, one button each: how it went, another slot, none. */
export function AppointmentActs({ appointment, acts, label }: AppointmentActsProps) {
  const t = useAppointmentTexts();
  const record = useOutcome();
  const [isCancelling, setCancelling] = useState(false);
  const id = appointment.appointment_id;
  const hidden = <span className="vh"> – {label}</span>;
  return (
    <Group gap="xs" className="no-print">
      {acts.includes('outcome') &&
        (['fulfilled', 'no_show'] as const).map((outcome) => (
          <Button
            key={outcome}
            variant="default"
            size="compact-md"
            loading={record.isPending && record.variables.outcome === outcome}
            onClick={() =>
              record.mutate(
                { id, outcome },
                { onSuccess: () => notifyDone(t(`done.${outcome}`)), onError: notifyRefusal },
              )
            }
          >
            {t(`outcome.${outcome}`)}
            {hidden}
          </Button>
        ))}
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
