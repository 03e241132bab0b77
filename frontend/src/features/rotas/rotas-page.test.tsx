import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { type RotaDetail, readRotasSearch } from './queries';
import { RotasPage } from './rotas-page';
import { ANNE, aDuty, aRota, FIRST, PAUL, SECOND } from './test-rota';

const API = '/api/scheduling/v1';
const doctor = aSession({ roles: ['professional'], professional_id: ANNE });
const secretary = aSession({ roles: ['secretary'] });
const row = { professional_id: ANNE, professional_name: 'Dr Anne Roux', points: 10, planned_points: 20 };
const reading = (detail: RotaDetail, more = {}) => ({
  [`GET ${API}/rotas`]: { body: { items: [detail.rota] } },
  [`GET ${API}/rotas/r-1`]: { body: detail },
  [`GET ${API}/swaps`]: { body: { items: [] } },
  [`GET ${API}/duty-ledger`]: {
    body: { since: '2098-01-10', items: [{ ...row, saturdays: 1, public_holidays: 0, house_duties: 0 }] },
  },
  ...more,
});
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
    'Dr Anne Roux1002010',
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

it('solves a draft, or says in words which rules clash', async () => {
  const draft = aRota({ status: 'draft' });
  const rule = { on: null, other_on: null, professional_id: null, skill: null };
  const conflict = [
    { ...rule, kind: 'seats', on: FIRST },
    { ...rule, kind: 'unavailable', professional_id: PAUL },
    { ...rule, kind: 'rest' },
  ];
  let answer: object = { found: false, is_fairest: false, conflict, detail: draft };
  answerWith(reading(draft, { [`POST ${API}/rotas/r-1/solution`]: () => ({ body: answer }) }));
  const { container } = await open(secretary);
  const solve = await screen.findByRole('button', { name: 'Calculer le tour' });
  await userEvent.click(solve);
  expect(await screen.findByText(/Aucun tour ne respecte/)).toBeVisible();
  expect(screen.getByText('Il faut 1 personne(s) de garde le samedi 10 janvier 2099.')).toBeVisible();
  expect(screen.getByText('Dr Paul Noir a des dates impossibles.')).toBeVisible();
  expect(screen.getByText(/Au moins 7 jours entre deux gardes/)).toBeVisible();
  await expectAccessible(container);
  answer = { found: true, is_fairest: true, conflict: [], detail: draft };
  await userEvent.click(solve);
  expect(await screen.findByText(/c’est prouvé/)).toBeVisible();
});

it('publishes a whole draft after asking, and not one that breaks a rule', async () => {
  const draft = aRota({ status: 'draft' });
  const path = `POST ${API}/rotas/r-1/publication`;
  const sent = answerWith(reading(draft, { [path]: { body: aRota() } }));
  const { unmount } = await open(secretary);
  await userEvent.click(await screen.findByRole('button', { name: 'Publier' }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Publier' }));
  await expect.poll(() => sent.find((one) => one.key === path)?.headers.get('If-Match')).toBe('"4"');
  unmount();
  const broken = [{ kind: 'seats', on: FIRST, other_on: null, professional_id: null, skill: null }] as const;
  answerWith(reading(aRota({ status: 'draft' }, { broken: [...broken] })));
  await open(secretary);
  expect(await screen.findByRole('button', { name: 'Publier' })).toBeDisabled();
});

it('lets the coordinator swap for others, and insist when a rule refuses', async () => {
  const path = `PUT ${API}/duties/d-1/holder`;
  const sent = answerWith(
    reading(aRota(), {
      [path]: ({ body }: { body: { despite_rules: boolean } }) =>
        body.despite_rules ? { body: aRota() } : { status: 409, body: { type: 'x/duty-breaks-rule' } },
    }),
  );
  await open(aSession({ roles: ['care_coordinator'] }));
  await userEvent.selectOptions(await screen.findByLabelText(/De garde le samedi 10/), 'Dr Paul Noir');
  await userEvent.click(await screen.findByRole('button', { name: /Passer outre/ }));
  await expect
    .poll(() => sent.filter((one) => one.key === path).map((one) => one.body))
    .toEqual([
      { professional_id: PAUL, despite_rules: false },
      { professional_id: PAUL, despite_rules: true },
    ]);
});

it('makes a draft of the Saturdays of two months in one act', async () => {
  const sent = answerWith(reading(aRota(), { [`POST ${API}/rotas`]: { status: 201, body: aRota() } }));
  await open(secretary);
  await userEvent.click(await screen.findByRole('button', { name: 'Nouveau tour' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Créer le brouillon' }));
  await expect
    .poll(() => sent.find((one) => one.key === `POST ${API}/rotas`)?.body)
    .toMatchObject({
      kind: 'saturday',
      name: 'Samedis matin',
      from_time: '08:00',
      to_time: '12:00',
      rest_days: 14,
      most: null,
      apart: [],
    });
});

it('keeps the rota that is shown in the address, and nothing else', () => {
  expect(readRotasSearch({ garde: 'r-2', other: 1 })).toEqual({ garde: 'r-2' });
  expect(readRotasSearch({ garde: 3 })).toEqual({});
});
