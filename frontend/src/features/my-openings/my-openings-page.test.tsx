import { Notifications } from '@mantine/notifications';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { spanOf } from './close-span';
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
  overbooked: false,
  version: 1,
});
const reading = {
  'GET /api/scheduling/v1/professionals/p-1/agenda': {
    body: {
      professional_id: 'p-1',
      absences: [],
      slots: [],
      appointments: [booked('a-1', 'r-1', '09:00'), booked('a-2', null, '10:00')],
    },
  },
  'GET /api/scheduling/v1/openings': { body: { items: [], next: null } },
  'GET /api/scheduling/v1/closures': { body: { items: [] } },
  'GET /api/scheduling/v1/outside-calendars': { body: { items: [] } },
  'GET /api/scheduling/v1/professionals/p-1/calendar-feed': { body: { made_at: null } },
  'POST /api/referral/v1/names': {
    body: { erased: [], names: [{ referral_id: 'r-1', given_name: 'Louise', family_name: 'Garnier' }] },
  },
};

it('shows a name only where a booking opened the right to it', async () => {
  answerWith(reading);
  const { container } = await renderScreen(<MyOpeningsPage />, { session });
  expect(await screen.findByText('Louise Garnier')).toBeVisible();
  expect(screen.getByText('Réservé')).toBeVisible();
  await expectAccessible(container);
});

it('says why a week is empty: the absence that was announced', async () => {
  answerWith({
    ...reading,
    'GET /api/scheduling/v1/professionals/p-1/agenda': {
      body: {
        professional_id: 'p-1',
        absences: [{ starts_on: '2026-11-19', ends_on: '2026-12-09' }],
        slots: [],
        appointments: [],
      },
    },
  });
  const { container } = await renderScreen(<MyOpeningsPage />, { session });
  expect(
    await screen.findByText(/^Absence annoncée, du jeudi 19 novembre au mercredi 9 décembre/),
  ).toBeVisible();
  expect(screen.getByText('Rien cette semaine.')).toBeVisible();
  await expectAccessible(container);
});

it('says who comes beside another, and leads to where one more is added as far as the owner allows', async () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const on = (id: string, beside: boolean) => ({
    ...booked(id, null, '09:00'),
    starts_at: `${tomorrow}T09:00:00Z`,
    ends_at: `${tomorrow}T09:15:00Z`,
    slot_id: 's-1',
    overbooked: beside,
  });
  const slot = { slot_id: 's-1', status: 'booked', starts_at: `${tomorrow}T09:00:00Z`, overbooking: 2 };
  const agenda = {
    professional_id: 'p-1',
    absences: [],
    slots: [slot],
    appointments: [on('a-1', false), on('a-2', true)],
  };
  answerWith({ ...reading, 'GET /api/scheduling/v1/professionals/p-1/agenda': { body: agenda } });
  await renderScreen(<MyOpeningsPage />, { session });
  expect(await screen.findByText('En plus')).toBeVisible();
  const add = screen.getAllByRole('link', { name: 'Ajouter en plus' });
  expect(add).toHaveLength(1);
  expect(add[0]).toHaveAttribute('href', expect.stringMatching(/^\/snp\?vue=semaine&agenda=p-1/));
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
  fireEvent.change(screen.getByLabelText('De'), { target: { value: '08:00' } });
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

it('closes what is left of today, not what is over', () => {
  const paris = (time: string) => new Date(`2026-11-23T${time}:00+01:00`);
  const [day, next] = ['2026-11-23', '2026-11-24'];
  const noon = '13:00';
  expect(spanOf(day, 'day', noon, paris('14:35'))).toEqual({ day, from: '14:35', to: '20:00' });
  expect(spanOf(day, 'day', noon, paris('21:10'))).toEqual({ day, from: '21:10', to: '23:59' });
  expect(spanOf(day, 'morning', noon, paris('09:10'))).toEqual({ day, from: '09:10', to: '13:00' });
  expect(spanOf(day, 'afternoon', noon, paris('09:10'))).toEqual({ day, from: '13:00', to: '20:00' });
  expect(spanOf(day, 'afternoon', '12:30', paris('09:10'))).toEqual({ day, from: '12:30', to: '20:00' });
  expect(spanOf(day, 'morning', '12:30', paris('09:10'))).toEqual({ day, from: '09:10', to: '12:30' });
  expect(spanOf(next, 'day', noon, paris('14:35'))).toEqual({ day: next, from: '08:00', to: '20:00' });
});

it('lists by name and hour who is still booked in a closed span, with what can be done', async () => {
  const closure = {
    closure_id: 'c-1',
    professional_id: 'p-1',
    from: `${today}T08:00:00Z`,
    to: `${today}T18:00:00Z`,
    still_booked: ['a-1'],
  };
  answerWith({ ...reading, 'GET /api/scheduling/v1/closures': { body: { items: [closure] } } });
  const { container } = await renderScreen(<MyOpeningsPage />, { session });
  const line = (await screen.findByText('1 rendez-vous reste à honorer ou à déplacer.')).parentElement;
  const booked = within(line as HTMLElement);
  expect(await booked.findByText('Louise Garnier')).toBeVisible();
  expect(booked.queryByText('réservé')).not.toBeInTheDocument();
  expect(booked.getByRole('button', { name: /Annuler/ })).toBeVisible();
  await expectAccessible(container);
});

it('puts a withdrawn opening back, the same, from the undo of the notification', async () => {
  const terms = {
    professional_id: 'p-1',
    place_id: 'place-1',
    kind: 'weekly',
    weekdays: [1, 3],
    starts_on: '2026-09-01',
    ends_on: null,
    from_time: '09:00',
    to_time: '12:00',
    slot_minutes: 15,
    modalities: ['AMB'],
    appointment_type: 'ROUTINE',
    reasons: [],
    overbooking: 0,
    audience: ['cpts'],
    releases: [],
    shared_with: [],
    school_holidays: 'open',
    exceptions: ['2026-12-24'],
  };
  const sent = answerWith({
    ...reading,
    'GET /api/scheduling/v1/openings': {
      body: { items: [{ ...terms, opening_id: 'o-1', version: 3 }], next: null },
    },
    'DELETE /api/scheduling/v1/openings/o-1': { status: 204 },
    'POST /api/scheduling/v1/openings': { status: 201, body: {} },
  });
  await renderScreen(
    <>
      <Notifications />
      <MyOpeningsPage />
    </>,
    { session },
  );
  await userEvent.click(await screen.findByRole('button', { name: /Retirer/ }));
  const notice = await screen.findByText(/Plage retirée/);
  await userEvent.click(within(notice.parentElement as HTMLElement).getByRole('button', { name: 'Annuler' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === 'POST /api/scheduling/v1/openings')?.body).toEqual(terms),
  );
});
