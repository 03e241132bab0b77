import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { readRotasSearch } from './queries';
import { RotasPage } from './rotas-page';
import { ANNE, API, aDuty, aRota, FIRST, reading, SECOND, secretary } from './test-rota';

const doctor = aSession({ roles: ['professional'], professional_id: ANNE });
const open = (session = doctor) => renderScreen(<RotasPage search={{}} onSearch={vi.fn()} />, { session });

it('says to other roles that rotas are not theirs, and to a builder how the first is made', async () => {
  answerWith({ [`GET ${API}/rotas`]: { status: 403, body: {} } });
  const { unmount } = await open(aSession({ roles: ['evaluator'] }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Accès refusé');
  unmount();
  answerWith({ ...reading(aRota()), [`GET ${API}/rotas`]: { body: { items: [] } } });
  await open(secretary);
  expect(await screen.findByText(/Créez le premier/)).toBeVisible();
});

it('shows the month by date, one’s own duties and the ledger', async () => {
  answerWith(reading(aRota()));
  const { container } = await open();
  const month = await screen.findByRole('table', { name: 'Gardes par date' });
  const [, mine, other] = within(month).getAllByRole('row');
  expect(mine).toHaveTextContent(/samedi 10 janvier.*Dr Anne Roux.*vous/);
  expect(within(other as HTMLElement).queryByRole('button')).not.toBeInTheDocument();
  expect(await screen.findByRole('table', { name: /Gardes faites depuis/ })).toHaveTextContent(
    /Dr Anne Roux1 – Samedis.*20 – À venir.*10 – Points/,
  );
  expect(screen.queryByRole('button', { name: 'Calculer le tour' })).not.toBeInTheDocument();
  await expectAccessible(container);
});

it('opens on the rota that runs or comes next, not on the last to begin', async () => {
  const later = aRota({ rota_id: 'r-2', starts_on: '2099-06-01', ends_on: '2099-08-01' }).rota;
  const sent = answerWith(
    reading(aRota(), { [`GET ${API}/rotas`]: { body: { items: [later, aRota().rota] } } }),
  );
  await open();
  expect(await screen.findByLabelText('Tour de garde')).toHaveValue('r-1');
  expect(sent.some((one) => one.key === `GET ${API}/rotas/r-2`)).toBe(false);
});

it('offers one’s own duty, with a day wanted in return', async () => {
  const sent = answerWith(
    reading(aRota(), { [`POST ${API}/duties/d-1/swap`]: { status: 201, body: aRota() } }),
  );
  await open();
  await userEvent.click(await screen.findByRole('button', { name: /Proposer à l’échange/ }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('checkbox', { name: /17 janvier/ }));
  await userEvent.click(dialog.getByRole('button', { name: 'Proposer à l’échange' }));
  const offered = () => sent.find((one) => one.key === `POST ${API}/duties/d-1/swap`)?.body;
  await expect.poll(offered).toEqual({ in_return: [SECOND] });
});

it('keeps a wish at once, in the one list where it belongs', async () => {
  const draft = aRota(
    { status: 'draft' },
    { duties: [aDuty('d-1', FIRST, null), aDuty('d-2', SECOND, null)] },
  );
  const path = `PUT ${API}/rotas/r-1/members/${ANNE}/wishes`;
  const sent = answerWith(reading(draft, { [path]: { body: draft } }));
  await open();
  await userEvent.selectOptions(await screen.findByLabelText(/samedi 10 janvier/), 'impossible');
  await expect
    .poll(() => sent.find((one) => one.key === path)?.body)
    .toEqual({
      wanted: [],
      unwanted: [],
      unavailable: [FIRST],
    });
});

it('lets the owner alone say that his duties open hours to others', async () => {
  const path = `PUT ${API}/rotas/r-1/members/${ANNE}/agreement`;
  const sent = answerWith(reading(aRota(), { [path]: { body: aRota() } }));
  await open();
  await userEvent.click(await screen.findByRole('checkbox', { name: /la CPTS, le SAS/ }));
  await expect.poll(() => sent.find((one) => one.key === path)?.body).toEqual({ agrees: false });
});

it('keeps the rota and the month that are shown in the address, and nothing else', () => {
  expect(readRotasSearch({ garde: 'r-2', mois: '2099-01', other: 1 })).toEqual({
    garde: 'r-2',
    mois: '2099-01',
  });
  expect(readRotasSearch({ garde: 3, mois: '2099-13' })).toEqual({});
});
