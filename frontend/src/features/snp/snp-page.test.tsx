import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { readSnpSearch } from './search';
import { SnpPage } from './snp-page';
import { first, held, next, reading } from './test-slots';

it('tells who was faster and offers the next three slots', async () => {
  answerWith({
    ...reading,
    'POST /api/scheduling/v1/slots/s-1/hold': {
      status: 409,
      body: { type: 'https://maillage.invalid/problems/slot-taken', status: 409, next },
    },
  });
  await renderScreen(<SnpPage search={{}} onSearch={vi.fn()} />);
  await userEvent.click(await screen.findByRole('button', { name: /Réserver/ }));
  const dialog = await screen.findByRole('dialog');
  expect(await within(dialog).findByText(/plus rapide/)).toBeVisible();
  expect(within(dialog).getAllByRole('button', { name: /^Réserver/ })).toHaveLength(3);
});

it('holds the slot on opening and books it for the request in three clicks', async () => {
  const sent = answerWith({
    ...reading,
    'POST /api/scheduling/v1/slots/s-1/hold': { status: 201, body: held },
    'POST /api/scheduling/v1/appointments': { status: 201, body: { appointment_id: 'a-1' } },
  });
  await renderScreen(<SnpPage search={{ demande: 'r-1' }} onSearch={vi.fn()} />);
  await userEvent.click(await screen.findByRole('button', { name: /Réserver/ }));
  expect(await screen.findByText(/gardé pour vous encore/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Confirmer le rendez-vous' }));
  const booking = sent.find((one) => one.key === 'POST /api/scheduling/v1/appointments');
  expect(booking?.body).toEqual({
    slot_id: 's-1',
    hold_id: 'h-1',
    modality: 'AMB',
    referral_id: 'r-1',
    reason_code: 'first_visit',
  });
  expect(booking?.headers.get('Idempotency-Key')).toBeTruthy();
});

it('gives a held slot back when the person changes his mind', async () => {
  const sent = answerWith({
    ...reading,
    'POST /api/scheduling/v1/slots/s-1/hold': { status: 201, body: held },
    'DELETE /api/scheduling/v1/holds/h-1': { status: 204 },
  });
  await renderScreen(<SnpPage search={{}} onSearch={vi.fn()} />);
  await userEvent.click(await screen.findByRole('button', { name: /Réserver/ }));
  await screen.findByText(/gardé pour vous encore/);
  await userEvent.click(screen.getByRole('button', { name: 'Annuler' }));
  expect(sent.map((one) => one.key)).toContain('DELETE /api/scheduling/v1/holds/h-1');
});

it('shows in the table, and behind its cells, only the chosen professional and place that the filters name', async () => {
  const cell = { day: '2026-11-23', half: 'morning', free: 1, first_at: first.starts_at, slot_ids: ['s-1'] };
  const row = {
    professional_id: 'p-1',
    name: 'Dr Anne Martin',
    profession_code: '10',
    commune_name: 'Valbrune',
  };
  const sent = answerWith({
    ...reading,
    'GET /api/scheduling/v1/slots/half-days': {
      body: {
        days: ['2026-11-23'],
        rows: [{ ...row, distance_km: null, cells: [{ ...cell, state: 'free' }] }],
      },
    },
  });
  const search = { vue: 'tableau', demande: 'r-1', pro: 'p-1', ou: 'VR', semaine: '2026-11-23' } as const;
  await renderScreen(<SnpPage search={search} onSearch={vi.fn()} />);
  await userEvent.click(await screen.findByRole('button', { name: /Dr Anne Martin/ }));
  await screen.findByRole('button', { name: /Réserver/, hidden: true });
  const [table, slots] = ['slots/half-days', 'slots'].map((path) =>
    sent.find((one) => one.key === `GET /api/scheduling/v1/${path}`),
  );
  for (const one of [table, slots]) {
    expect(one?.query.get('professional_id')).toBe('p-1');
    expect(one?.query.get('modality')).toBe('VR');
  }
});

it('says what to do when nothing is free, and is accessible', async () => {
  answerWith({ ...reading, 'GET /api/scheduling/v1/slots': { body: { items: [], next: null } } });
  const { container } = await renderScreen(<SnpPage search={{}} onSearch={vi.fn()} />);
  expect(await screen.findByText('Aucun créneau libre pour ces critères.')).toBeVisible();
  await expectAccessible(container);
});

it('books unscheduled care under its own reason when the request is for it', async () => {
  const sent = answerWith({
    ...reading,
    'POST /api/scheduling/v1/slots/s-1/hold': { status: 201, body: held },
    'POST /api/scheduling/v1/appointments': { status: 201, body: { appointment_id: 'a-1' } },
  });
  await renderScreen(
    <SnpPage search={readSnpSearch({ demande: 'r-1', type: 'snp', pres: '96001' })} onSearch={vi.fn()} />,
  );
  await userEvent.click(await screen.findByRole('button', { name: /Réserver/ }));
  await screen.findByText(/gardé pour vous encore/);
  await userEvent.click(screen.getByRole('button', { name: 'Confirmer le rendez-vous' }));
  const slots = sent.find((one) => one.key === 'GET /api/scheduling/v1/slots');
  expect(slots?.query.get('near_commune')).toBe('96001');
  expect(slots?.query.get('reason')).toBe('snp');
  const booking = sent.find((one) => one.key === 'POST /api/scheduling/v1/appointments');
  expect(booking?.body).toMatchObject({ referral_id: 'r-1', reason_code: 'snp', choice_recorded: 'phone' });
});

it('asks how the person chose when the agenda says that the booking is her choice', async () => {
  const sent = answerWith({
    ...reading,
    'POST /api/scheduling/v1/slots/s-1/hold': { status: 201, body: held },
    'POST /api/scheduling/v1/appointments': {
      status: 422,
      body: { type: 'https://maillage.example/problems/choice-unsaid', status: 422, title: 'x' },
    },
  });
  await renderScreen(<SnpPage search={{ demande: 'r-1' }} onSearch={vi.fn()} />);
  await userEvent.click(await screen.findByRole('button', { name: /Réserver/ }));
  await screen.findByText(/gardé pour vous encore/);
  expect(screen.queryByLabelText(/Comment la personne/)).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Confirmer le rendez-vous' }));
  await userEvent.selectOptions(await screen.findByLabelText(/Comment la personne/), 'Avec un interprète');
  await userEvent.click(screen.getByRole('button', { name: 'Confirmer le rendez-vous' }));
  const bookings = sent.filter((one) => one.key === 'POST /api/scheduling/v1/appointments');
  expect(bookings[1]?.body).toMatchObject({ choice_recorded: 'interpreter' });
  expect(bookings[1]?.headers.get('Idempotency-Key')).not.toBe(bookings[0]?.headers.get('Idempotency-Key'));
});
