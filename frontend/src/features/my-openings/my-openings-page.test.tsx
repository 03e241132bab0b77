import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { MyOpeningsPage } from './my-openings-page';

const session = aSession({ roles: ['professional'], professional_id: 'p-1' });
const today = new Date().toISOString().slice(0, 10);
const booked = (id: string, referral: string | null, hour: string) => ({
  appointment_id: id,
  slot_id: `slot-${id}`,
  referral_id: referral,
  starts_at: `${today}T${hour}:00Z`,
  ends_at: `${today}T${hour}:00Z`,
  modality: 'AMB',
  reason_code: 'first_visit',
  status: 'booked',
  version: 1,
});
const reading = {
  'GET /api/scheduling/v1/professionals/p-1/agenda': {
    body: {
      professional_id: 'p-1',
      slots: [],
      appointments: [booked('a-1', 'r-1', '09:00'), booked('a-2', null, '10:00')],
    },
  },
  'GET /api/scheduling/v1/openings': { body: { items: [], next: null } },
  'GET /api/scheduling/v1/closures': { body: { items: [] } },
  'POST /api/referral/v1/names': {
    body: { names: [{ referral_id: 'r-1', given_name: 'Louise', family_name: 'Garnier' }] },
  },
};

it('shows a name only where a booking opened the right to it', async () => {
  answerWith(reading);
  const { container } = await renderScreen(<MyOpeningsPage />, { session });
  expect(await screen.findByText('Louise Garnier')).toBeVisible();
  expect(screen.getByText('réservé')).toBeVisible();
  await expectAccessible(container);
});

it('keeps the agenda readable when names cannot be had', async () => {
  answerWith({ ...reading, 'POST /api/referral/v1/names': { status: 503, body: {} } });
  await renderScreen(<MyOpeningsPage />, { session });
  expect(await screen.findByText('nom indisponible')).toBeVisible();
});

it('refuses to close a span that ends before it starts, and closes a good one in one click', async () => {
  const sent = answerWith({
    ...reading,
    'POST /api/scheduling/v1/closures': { status: 201, body: { closure_id: 'c-1', still_booked: [] } },
  });
  await renderScreen(<MyOpeningsPage />, { session });
  const end = screen.getByLabelText('à');
  await userEvent.clear(end);
  await userEvent.type(end, '07:00');
  await userEvent.click(screen.getByRole('button', { name: 'Fermer' }));
  expect(sent.some((one) => one.key.startsWith('POST /api/scheduling'))).toBe(false);
  await userEvent.clear(end);
  await userEvent.type(end, '18:00');
  await userEvent.click(screen.getByRole('button', { name: 'Fermer' }));
  expect(sent.find((one) => one.key === 'POST /api/scheduling/v1/closures')?.body).toMatchObject({
    professional_id: 'p-1',
  });
});
