import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, renderScreen } from '@/test-render';
import { readSnpSearch } from './search';
import { SnpPage } from './snp-page';
import { first, held, reading, slot } from './test-slots';

it('asks of the own doctor too only what takes unscheduled care, and keeps to it', async () => {
  const sent = answerWith(reading);
  const search = readSnpSearch({ demande: 'r-1', type: 'snp', medecin: 'p-9' });
  await renderScreen(<SnpPage search={search} onSearch={vi.fn()} />);
  await screen.findByRole('heading', { name: 'Son médecin traitant' });
  const asked = sent.filter((one) => one.key === 'GET /api/scheduling/v1/slots');
  expect(asked.map((one) => one.query.get('reason'))).toEqual(['snp', 'snp']);
  expect(asked.map((one) => one.query.get('professional_id'))).toContain('p-9');
});

it('never takes a reason that nobody asked for: it is chosen before the slot is booked', async () => {
  const sent = answerWith({
    ...reading,
    'GET /api/scheduling/v1/slots': {
      body: { items: [{ ...first, reasons: { vaccination: 15 } }], next: null },
    },
    'POST /api/scheduling/v1/slots/s-1/hold': { status: 201, body: held },
    'POST /api/scheduling/v1/appointments': { status: 201, body: { appointment_id: 'a-1' } },
  });
  await renderScreen(<SnpPage search={{ demande: 'r-1' }} onSearch={vi.fn()} />);
  await userEvent.click(await screen.findByRole('button', { name: /Réserver/ }));
  await screen.findByText(/gardé pour vous encore/);
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByText(/ne prend pas ce créneau pour ce motif.: Premier rendez-vous/)).toBeVisible();
  expect(dialog.getByRole('button', { name: 'Confirmer le rendez-vous' })).toBeDisabled();
  await userEvent.click(dialog.getByRole('combobox', { name: 'Motif' }));
  await userEvent.click(await screen.findByRole('option', { name: 'Vaccination (15 min)' }));
  await userEvent.click(await dialog.findByRole('button', { name: 'Confirmer le rendez-vous' }));
  const holds = sent.filter((one) => one.key.endsWith('/hold'));
  expect(holds.map((one) => one.body)).toEqual([
    { referral_id: 'r-1' },
    { reason_code: 'vaccination', referral_id: 'r-1' },
  ]);
  const booking = sent.find((one) => one.key === 'POST /api/scheduling/v1/appointments');
  expect(booking?.body).toMatchObject({ reason_code: 'vaccination' });
});

it('keeps longer aside for a longer reason, and offers only those that the owner opened', async () => {
  const long = { ...first, reasons: { snp: 15, first_visit: 40 } };
  const sent = answerWith({
    ...reading,
    'GET /api/scheduling/v1/slots': { body: { items: [long], next: null } },
    'POST /api/scheduling/v1/slots/s-1/hold': { status: 201, body: held },
  });
  await renderScreen(<SnpPage search={{ motif: 'snp', point: '45.90,4.60', km: 5 }} onSearch={vi.fn()} />);
  await userEvent.click(await screen.findByRole('button', { name: /Réserver/ }));
  await screen.findByText(/gardé pour vous encore/);
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('combobox', { name: 'Motif' }));
  expect(screen.queryByRole('option', { name: 'Suivi' })).toBeNull();
  await userEvent.click(await screen.findByRole('option', { name: 'Premier rendez-vous (40 min)' }));
  const holds = sent.filter((one) => one.key.endsWith('/hold'));
  expect(holds.map((one) => one.body)).toEqual([{ reason_code: 'snp' }, { reason_code: 'first_visit' }]);
  const slots = sent.find((one) => one.key === 'GET /api/scheduling/v1/slots');
  expect(Object.fromEntries(slots?.query ?? [])).toMatchObject({
    reason: 'snp',
    near_lat: '45.9',
    near_lon: '4.6',
    within_km: '5',
  });
});

it('says that a reason is too long and lets another be chosen', async () => {
  answerWith({
    ...reading,
    'POST /api/scheduling/v1/slots/s-1/hold': {
      status: 409,
      body: { type: 'https://maillage.invalid/problems/not-enough-room', status: 409 },
    },
  });
  await renderScreen(<SnpPage search={{}} onSearch={vi.fn()} />);
  await userEvent.click(await screen.findByRole('button', { name: /Réserver/ }));
  const dialog = await screen.findByRole('dialog');
  expect(await within(dialog).findByRole('alert')).toHaveTextContent(/pas assez de temps libre/);
  expect(within(dialog).getByRole('combobox', { name: 'Motif' })).toBeEnabled();
});

it('says beside a slot that it is taken for an act alone, and of no other', async () => {
  const items = [
    { ...slot('s-1', '08:30'), reasons: { vaccination: 15 } },
    { ...slot('s-2', '08:45'), reasons: { vaccination: 15, snp: 15 } },
    slot('s-3', '09:00'),
  ];
  answerWith({ ...reading, 'GET /api/scheduling/v1/slots': { body: { items, next: null } } });
  await renderScreen(<SnpPage search={{}} onSearch={vi.fn()} />);
  expect(await screen.findByText('Vaccination seulement')).toBeVisible();
  const rows = screen.getAllByRole('button', { name: /^Réserver/ }).map((one) => one.closest('li'));
  expect(rows.map((row) => row?.textContent?.includes('seulement'))).toEqual([true, false, false]);
});

it('says that a brigade does not serve the commune of the person, and lets it go there all the same', async () => {
  const sent = answerWith({
    ...reading,
    'POST /api/scheduling/v1/slots/s-1/hold': { status: 201, body: held },
    'POST /api/scheduling/v1/appointments': {
      status: 422,
      body: { type: 'https://maillage.example/problems/brigade-goes-elsewhere', status: 422, title: 'x' },
    },
  });
  await renderScreen(<SnpPage search={{ motif: 'snp', pres: '96001' }} onSearch={vi.fn()} />);
  await userEvent.click(await screen.findByRole('button', { name: /Réserver/ }));
  await screen.findByText(/gardé pour vous encore/);
  const dialog = within(screen.getByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Confirmer le rendez-vous' }));
  expect(await dialog.findByText('La brigade ne dessert pas la commune de la personne.')).toBeVisible();
  await userEvent.click(dialog.getByLabelText('La brigade s’y déplace quand même'));
  await userEvent.click(dialog.getByRole('button', { name: 'Confirmer le rendez-vous' }));
  const bookings = sent.filter((one) => one.key === 'POST /api/scheduling/v1/appointments');
  expect(bookings.map((one) => one.body)).toEqual([
    expect.not.objectContaining({ outside_area: true }),
    expect.objectContaining({ home_commune: '96001', outside_area: true }),
  ]);
});
