import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { readSnpSearch, type SnpSearch } from './search';
import { SnpPage } from './snp-page';
import { held, reading, slot } from './test-slots';

const BOARD = 'GET /api/scheduling/v1/slots/board';
const shown = { state: 'free', held_until: null, appointments: 0, room: 0 };
const column = {
  professional_id: 'p-1',
  name: 'Dr Anne Martin',
  profession_code: '10',
  commune_name: 'Valbrune',
  distance_km: null,
};
const slots = [
  { ...slot('s-1', '08:30'), ...shown },
  { ...slot('s-2', '08:45'), ...shown, state: 'booked', appointments: 1, room: 1 },
  { ...slot('s-3', '10:00'), ...shown, state: 'held', held_until: '2026-11-23T10:03:00Z' },
];
const other = {
  ...slot('s-9', '09:00'),
  ...shown,
  professional_name: 'Dr Paul Roux',
  place_label: 'Cabinet du Pont',
};
const day = {
  days: ['2026-11-23'],
  more: false,
  columns: [
    { ...column, slots },
    { ...column, professional_id: 'p-2', name: 'Dr Paul Roux', slots: [other] },
  ],
};
const phone = (is: boolean) =>
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (media) =>
      ({
        media,
        matches: is && media.includes('48em'),
        addEventListener() {},
        removeEventListener() {},
      }) as never,
  );
afterEach(() => vi.restoreAllMocks());

const show = (search: SnpSearch) => renderScreen(<SnpPage search={search} onSearch={vi.fn()} />);

it('shows who has no agenda that day in words', async () => {
  answerWith({ ...reading, [BOARD]: { body: { ...day, columns: [] } } });
  await show({ vue: 'jour', jour: '2026-11-23' });
  expect(await screen.findByText(/Personne n’a ouvert de plage ce jour-là/)).toBeVisible();
});

it('says who may not read it', async () => {
  const refused = { type: 'https://maillage.invalid/problems/role-refused', status: 403 };
  answerWith({ ...reading, [BOARD]: { status: 403, body: refused } });
  await show({ vue: 'semaine', agenda: 'p-1', semaine: '2026-11-23' });
  expect(await screen.findByText(/rôle/)).toBeVisible();
});

it('shows one day by agenda and by hour, and books a free time in two clicks', async () => {
  const sent = answerWith({
    ...reading,
    [BOARD]: { body: day },
    'POST /api/scheduling/v1/slots/s-1/hold': { status: 201, body: held },
    'POST /api/scheduling/v1/appointments': { status: 201, body: { appointment_id: 'a-1' } },
  });
  const { container } = await show({ vue: 'jour', jour: '2026-11-23', langue: 'ar', motif: 'snp' });
  const table = within(await screen.findByRole('table'));
  expect(table.getAllByRole('rowheader').map((one) => one.textContent)).toEqual(
    [/^9\sh$/, /^10\sh$/, /^11\sh$/].map((hour) => expect.stringMatching(hour)),
  );
  expect(table.getByText(/11:00 en cours/)).toBeVisible();
  expect(table.getByRole('link', { name: /Dr Paul Roux/ })).toHaveAttribute(
    'href',
    expect.stringMatching(/vue=semaine.*agenda=p-2/),
  );
  await expectAccessible(container);
  await userEvent.click(table.getByRole('button', { name: /^09:30/ }));
  await screen.findByText(/gardé pour vous encore/);
  await userEvent.click(screen.getByRole('button', { name: 'Confirmer le rendez-vous' }));
  const asked = sent.find((one) => one.key === BOARD)?.query;
  expect(Object.fromEntries(asked ?? [])).toEqual({ day: '2026-11-23', language: 'ar', reason: 'snp' });
  expect(sent.find((one) => one.key.endsWith('/hold'))?.body).toEqual({ reason_code: 'snp' });
  expect(sent.find((one) => one.key === 'POST /api/scheduling/v1/appointments')?.body).toMatchObject({
    hold_id: 'h-1',
  });
});

it('keeps to the agendas of one place', async () => {
  answerWith({ ...reading, [BOARD]: { body: day } });
  await show({ vue: 'jour', jour: '2026-11-23', lieu: 'Cabinet du Pont · Valbrune' });
  const table = within(await screen.findByRole('table'));
  expect(table.getAllByRole('columnheader').map((one) => one.textContent)).toEqual([
    expect.stringContaining('Dr Paul Roux'),
  ]);
});

it('adds one more at a taken time where its owner allows it, once that is confirmed', async () => {
  const sent = answerWith({
    ...reading,
    [BOARD]: { body: { ...day, columns: [{ ...column, slots }] } },
    'POST /api/scheduling/v1/appointments': {
      status: 409,
      body: { type: 'https://maillage.invalid/problems/overbooking-refused', status: 409 },
    },
  });
  await show({ vue: 'semaine', agenda: 'p-1', semaine: '2026-11-23' });
  expect(await screen.findByRole('heading', { name: 'Dr Anne Martin' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /^Ajouter en plus/ }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/Son titulaire en accepte encore un/)).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: 'Ajouter en plus' }));
  expect(await dialog.findByRole('alert')).toHaveTextContent(/n’accepte pas d’autre rendez-vous/);
  expect(sent.find((one) => one.key.startsWith('POST'))?.body).toMatchObject({
    slot_id: 's-2',
    overbook: true,
  });
  expect(Object.fromEntries(sent.find((one) => one.key === BOARD)?.query ?? [])).toEqual({
    day: '2026-11-23',
    days: '7',
    professional_id: 'p-1',
  });
});

it('adds one only when nobody answered the first time it was asked', async () => {
  const BOOK = 'POST /api/scheduling/v1/appointments';
  const sent = answerWith({
    ...reading,
    [BOARD]: { body: { ...day, columns: [{ ...column, slots }] } },
    [BOOK]: () => {
      throw new TypeError('Failed to fetch');
    },
  });
  await show({ vue: 'semaine', agenda: 'p-1', semaine: '2026-11-23' });
  await userEvent.click(await screen.findByRole('button', { name: /^Ajouter en plus/ }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Ajouter en plus' }));
  expect(await dialog.findByRole('alert')).toHaveTextContent(/connexion/);
  await userEvent.click(dialog.getByRole('button', { name: 'Ajouter en plus' }));
  await waitFor(() => expect(sent.filter(({ key }) => key === BOOK)).toHaveLength(2));
  const keys = sent.filter(({ key }) => key === BOOK).map(({ headers }) => headers.get('Idempotency-Key'));
  expect(keys[1]).toBe(keys[0]);
});

it('lists the day by hour on a phone', async () => {
  phone(true);
  answerWith({ ...reading, [BOARD]: { body: day } });
  const { container } = await show({ vue: 'jour', jour: '2026-11-23' });
  const nine = (await screen.findByRole('heading', { name: /^9\sh$/ })).closest('section');
  expect(
    within(nine as HTMLElement)
      .getAllByRole('listitem')
      .map((one) => one.textContent),
  ).toEqual([
    expect.stringMatching(/^09:30.*Dr Anne Martin$/),
    expect.stringMatching(/^09:45 réservé.*Dr Anne Martin$/),
  ]);
  expect(screen.queryByRole('table')).toBeNull();
  await expectAccessible(container);
});

it('reads a view that needs somebody without one as the list', () => {
  expect(readSnpSearch({ vue: 'semaine', jour: 'demain', semaine: '2026-11-23' })).toEqual({
    semaine: '2026-11-23',
  });
});
