import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { readSnpSearch } from './search';
import { SnpPage } from './snp-page';
import { next, reading, slot } from './test-slots';

const SHARED = 'GET /api/scheduling/v1/slots/shared';
const BOOK = 'POST /api/scheduling/v1/appointments';
const MOVE = 'POST /api/scheduling/v1/appointments/a-1/move';
const US = '00000000-0000-4000-8000-000000000001';
const shared = {
  ...slot('s-9', '08:00'),
  professional_name: 'Dr Zoé Loin',
  shared_by: US,
  cpts_name: 'CPTS Voisine',
  cpts_phone: '01 99 00 00 00',
};
const elsewhere = { ...shared, slot_id: 's-8', professional_name: 'Dr Paul Ailleurs', shared_by: 'other' };
const answers = { ...reading, [SHARED]: { body: { items: [shared, elsewhere] } } };
const page = (search: Record<string, unknown>) =>
  renderScreen(<SnpPage search={readSnpSearch(search)} onSearch={vi.fn()} />);

it('shows what another CPTS shares, of which one and whom to call there', async () => {
  const sent = answerWith(answers);
  const { container } = await page({ profession: '10' });
  expect(await screen.findAllByText(/CPTS Voisine/)).toHaveLength(2);
  expect(screen.getAllByRole('link', { name: '01 99 00 00 00' })[0]).toHaveAttribute(
    'href',
    'tel:0199000000',
  );
  expect(sent.find((one) => one.key === SHARED)?.query.get('profession')).toBe('10');
  await expectAccessible(container);
});

it('books it without holding it, and says what each side will see', async () => {
  const sent = answerWith({ ...answers, [BOOK]: { status: 201, body: { appointment_id: 'a-1' } } });
  await page({ demande: 'r-1', type: 'snp' });
  await userEvent.click(await screen.findByRole('button', { name: /Dr Zoé Loin/ }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/membre de votre CPTS, verra le nom/)).toBeVisible();
  await expectAccessible(dialog);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Confirmer le rendez-vous' }));
  const booking = sent.find((one) => one.key === BOOK);
  expect(booking?.body).toMatchObject({ slot_id: 's-9', shared_by: US, referral_id: 'r-1' });
  expect(booking?.headers.get('Idempotency-Key')).toBeTruthy();
  expect(sent.some((one) => one.key.endsWith('/hold'))).toBe(false);
});

it('sends the same booking again when nobody answered, and holds nothing', async () => {
  const sent = answerWith({ ...answers, [BOOK]: { status: 503, body: { status: 503 } } });
  await page({});
  await userEvent.click(await screen.findByRole('button', { name: /Dr Zoé Loin/ }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Confirmer le rendez-vous' }));
  await within(dialog).findByRole('alert');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Confirmer le rendez-vous' }));
  const keys = sent.filter((one) => one.key === BOOK).map((one) => one.headers.get('Idempotency-Key'));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
  expect(sent.some((one) => one.key.endsWith('/hold'))).toBe(false);
});

it('books the next one of the same CPTS after a lost race', async () => {
  const lost = { type: 'https://maillage.invalid/problems/slot-taken', status: 409, next };
  const sent = answerWith({ ...answers, [BOOK]: { status: 409, body: lost } });
  await page({});
  await userEvent.click(await screen.findByRole('button', { name: /Dr Zoé Loin/ }));
  const first = await screen.findByRole('dialog');
  await userEvent.click(within(first).getByRole('button', { name: 'Confirmer le rendez-vous' }));
  await userEvent.click((await within(first).findAllByRole('button', { name: /^Réserver/ }))[0] as Element);
  const second = await screen.findByRole('dialog');
  await userEvent.click(within(second).getByRole('button', { name: 'Confirmer le rendez-vous' }));
  const booked = sent.filter((one) => one.key === BOOK).map((one) => one.body);
  expect(booked).toMatchObject([
    { slot_id: 's-9', shared_by: US },
    { slot_id: 's-2', shared_by: US },
  ]);
});

it('moves what stands in a shared agenda among the slots of that CPTS alone', async () => {
  const sent = answerWith({ ...answers, [MOVE]: { body: { appointment_id: 'a-1' } } });
  await page({ deplacer: 'a-1', depuis: 's-7', le: '2026-11-23T07:00:00Z', partage: US });
  await userEvent.click(await screen.findByRole('button', { name: /^Déplacer ici/ }));
  expect(screen.queryByText('Dr Anne Martin')).toBeNull();
  expect(screen.queryByText('Dr Paul Ailleurs')).toBeNull();
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Déplacer à ce créneau' }));
  expect(sent.find((one) => one.key === MOVE)?.body).toMatchObject({ slot_id: 's-9', by: 'patient' });
  expect(sent.some((one) => one.key.endsWith('/hold'))).toBe(false);
});

it('says that nothing else is shared to move it to', async () => {
  answerWith(reading);
  await page({ deplacer: 'a-1', partage: US });
  expect(await screen.findByText('Aucun autre créneau partagé n’est libre.')).toBeVisible();
});
