import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, expectAccessible, type Reply, renderScreen } from '@/test-render';
import { readSnpSearch } from './search';
import { SnpPage } from './snp-page';
import { held, reading } from './test-slots';

const HOLD = 'POST /api/scheduling/v1/slots/s-1/hold';
const BOOK = 'POST /api/scheduling/v1/appointments';
const fallen = (): Reply => {
  throw new TypeError('Failed to fetch');
};

/** The first time nobody answers, as it goes when the network falls or the session ends; then somebody does. */
function once(first: () => Reply, then: Reply): () => Reply {
  let times = 0;
  return () => (times++ === 0 ? first() : then);
}

async function open() {
  await renderScreen(<SnpPage search={{ demande: 'r-1' }} onSearch={vi.fn()} />);
  await userEvent.click(await screen.findByRole('button', { name: /Réserver/ }));
  return within(await screen.findByRole('dialog'));
}

it.each([
  ['the network falls', fallen, /connexion/],
  ['the session ends', () => ({ status: 401, body: {} }), /session/],
])('keeps the slot and what was said when %s, and sends the same booking again', async (_, first, said) => {
  const sent = answerWith({
    ...reading,
    [HOLD]: { status: 201, body: held },
    [BOOK]: once(first, { status: 201, body: { appointment_id: 'a-1' } }),
  });
  const dialog = await open();
  await dialog.findByText(/gardé pour vous encore/);
  await userEvent.click(dialog.getByRole('button', { name: 'Confirmer le rendez-vous' }));
  expect(await dialog.findByRole('alert')).toHaveTextContent(said);
  expect(dialog.getByText(/gardé pour vous encore/)).toBeVisible();
  await expectAccessible(screen.getByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Confirmer le rendez-vous' }));
  const [one, again] = sent.filter(({ key }) => key === BOOK);
  expect(again?.body).toEqual(one?.body);
  // Whatever became of the first, there is one appointment.
  expect(again?.headers.get('Idempotency-Key')).toBe(one?.headers.get('Idempotency-Key'));
});

it('holds the slot when asked again, after a hold that nobody answered', async () => {
  const sent = answerWith({ ...reading, [HOLD]: once(fallen, { status: 201, body: held }) });
  const dialog = await open();
  await userEvent.click(await dialog.findByRole('button', { name: 'Réessayer' }));
  expect(await dialog.findByText(/gardé pour vous encore/)).toBeVisible();
  expect(sent.filter(({ key }) => key === HOLD)).toHaveLength(2);
});

it('takes what an address says wrongly as not said, whatever the router remembers of it', () => {
  const read = readSnpSearch({ avant: 'zzz', jour: '2026-13-45', ou: 'ICI' });
  expect(Object.keys(read)).toEqual(expect.arrayContaining(['avant', 'jour', 'ou']));
  expect(read).toEqual({});
});
