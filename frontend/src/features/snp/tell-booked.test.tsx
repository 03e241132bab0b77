import { Notifications } from '@mantine/notifications';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, renderScreen } from '@/test-render';
import type { FreeSlot } from './queries';
import { useTellBooked } from './tell-booked';

const slot = { professional_name: 'Dr Anne Martin', starts_at: '2026-11-23T08:30:00Z' } as FreeSlot;

function Teller() {
  const tell = useTellBooked();
  return (
    <button type="button" onClick={() => tell('a-1', slot)}>
      tell
    </button>
  );
}

it('takes a booking back from the notification that tells of it', async () => {
  const undo = 'POST /api/scheduling/v1/appointments/a-1/cancellation';
  const sent = answerWith({ [undo]: { body: { appointment_id: 'a-1' } } });
  await renderScreen(
    <>
      <Notifications />
      <Teller />
    </>,
  );
  await userEvent.click(await screen.findByRole('button', { name: 'tell' }));
  await screen.findByText(/Rendez-vous pris/);
  await userEvent.click(screen.getByRole('button', { name: 'Annuler' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === undo)?.body).toEqual({ by: 'patient', reason_code: 'mistake' }),
  );
});
