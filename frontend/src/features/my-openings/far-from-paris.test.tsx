import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { instantIn } from '@/referral/sheets';
import { answerWith, aSession, renderScreen } from '@/test-render';
import { MyOpeningsPage } from './my-openings-page';
import { valuesOf } from './opening-values';

const AGENDA = 'GET /api/scheduling/v1/professionals/p-1/agenda';
const CLOSE = 'POST /api/scheduling/v1/closures';
const slot = (starts_at: string) => ({
  slot_id: starts_at,
  status: 'free',
  starts_at,
  ends_at: starts_at,
  overbooking: 0,
  modalities: ['AMB'],
  reasons: {},
  audience: ['cpts'],
});
const reading = (...slots: string[]) => ({
  [AGENDA]: { body: { professional_id: 'p-1', absences: [], slots: slots.map(slot), appointments: [] } },
  'GET /api/scheduling/v1/openings': { body: { items: [], next: null } },
  'GET /api/scheduling/v1/closures': { body: { items: [] } },
  'GET /api/scheduling/v1/outside-calendars': { body: { items: [] } },
  'GET /api/scheduling/v1/professionals/p-1/calendar-feed': { body: { made_at: null } },
  [CLOSE]: { status: 201, body: { closure_id: 'c-1', still_booked: [] } },
});
const at = (now: string) => vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
const workIn = (time_zone: string) => {
  const cpts = { id: 'c-1', name: 'CPTS d’ailleurs', time_zone };
  const session = aSession({ roles: ['professional'], professional_id: 'p-1', cpts });
  return renderScreen(<MyOpeningsPage />, { session });
};

afterEach(() => {
  vi.useRealTimers();
});

it.each([
  [
    'Indian/Reunion',
    '2026-11-23T21:00:00Z',
    '2026-11-24',
    '2026-11-24T04:00:00.000Z',
    '2026-11-24T09:00:00.000Z',
  ],
  [
    'America/Cayenne',
    '2026-11-24T01:00:00Z',
    '2026-11-25',
    '2026-11-25T11:00:00.000Z',
    '2026-11-25T16:00:00.000Z',
  ],
])('closes a morning of %s from 8 h to 13 h there', async (zone, now, day, from, to) => {
  at(now);
  const sent = answerWith(reading());
  await workIn(zone);
  const field = screen.getByLabelText('Jour', { selector: 'input[type=date]' });
  fireEvent.change(field, { target: { value: day } });
  await userEvent.click(screen.getByRole('radio', { name: 'Le matin' }));
  await userEvent.click(screen.getByRole('button', { name: 'Fermer' }));
  await vi.waitFor(() =>
    expect(sent.find(({ key }) => key === CLOSE)?.body).toEqual({ professional_id: 'p-1', from, to }),
  );
});

it.each([
  ['Indian/Reunion', '2026-11-23T21:00:00Z', '2026-11-24T05:00:00Z', '2026-11-22T20:00:00.000Z'],
  ['America/Cayenne', '2026-11-24T01:00:00Z', '2026-11-24T12:00:00Z', '2026-11-23T03:00:00.000Z'],
])('shows the week and the hours of %s, from its own Monday', async (zone, now, nine, monday) => {
  at(now);
  const sent = answerWith(reading(nine));
  await workIn(zone);
  expect(await screen.findByText('9 h – 9 h')).toBeVisible();
  expect(screen.getAllByText(/mardi 24 novembre/)[0]).toBeVisible();
  expect(sent.find(({ key }) => key === AGENDA)?.query.get('from')).toBe(monday);
});

it.each([
  ['Indian/Reunion', '2026-11-23T21:00:00Z', '2026-11-24'],
  ['America/Cayenne', '2026-11-24T01:00:00Z', '2026-11-23'],
  ['Europe/Paris', '2026-11-23T21:00:00Z', '2026-11-23'],
])('starts an opening of %s on its own today', async (zone, now, today) => {
  at(now);
  answerWith(reading());
  await workIn(zone);
  expect(valuesOf().starts_on).toBe(today);
});

it('tells a person in her language the hour of the CPTS', async () => {
  answerWith(reading());
  await workIn('Indian/Reunion');
  expect(instantIn('en', '2026-11-23T21:00:00Z')).toMatch(/Tuesday.*24.*1:00/);
});
