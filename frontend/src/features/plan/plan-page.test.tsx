import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible } from '@/test-render';
import { readPlanSearch } from './queries';
import { API, aPlan, aRow, openPlan, serving } from './test-plan';

const nobody = aRow({
  row_id: 'row-2',
  referral_id: 'r-2',
  case_number: '26-0413',
  state: 'unplaced',
  professional_id: null,
  professional_name: null,
  distance_band: null,
  reasons: [{ kind: 'against', code: 'plan_nobody', words: 'Aucun professionnel possible parmi 12' }],
});

it('says to other roles that the plan is not theirs', async () => {
  answerWith({
    [`GET ${API}/plans`]: { status: 403, body: { type: 'https://maillage.example/problems/role-refused' } },
  });
  await openPlan(vi.fn(), aSession({ roles: ['director'] }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Accès refusé');
  expect(screen.queryByRole('button', { name: 'Préparer un plan' })).not.toBeInTheDocument();
});

it('explains what a plan is while there is none, and makes the first one', async () => {
  const sent = answerWith({ ...serving(null), [`POST ${API}/plans`]: { status: 201, body: aPlan() } });
  const { container } = await openPlan();
  expect(await screen.findByText('Aucun plan pour le moment.')).toBeVisible();
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: 'Préparer un plan' }));
  await waitFor(() => expect(sent.some((one) => one.key === `POST ${API}/plans`)).toBe(true));
});

it('says that a plan is not proved the best when its calculation was stopped', async () => {
  answerWith(serving(aPlan({ unproved_km: 12.34 })));
  const { container } = await openPlan();
  expect(await screen.findByText(/sans preuve qu’il n’en existe pas de meilleur/)).toHaveTextContent(
    /12,3\skm/,
  );
  await expectAccessible(container);
});

it('says nothing of a proof that stands', async () => {
  answerWith(serving(aPlan()));
  await openPlan();
  await screen.findByRole('button', { name: /Lancer/ });
  expect(screen.queryByText(/sans preuve/)).not.toBeInTheDocument();
});

it('says why no plan could be made', async () => {
  answerWith({
    ...serving(null),
    [`POST ${API}/plans`]: { status: 409, body: { type: 'https://maillage.example/problems/nothing-waits' } },
  });
  await openPlan();
  fireEvent.click(await screen.findByRole('button', { name: 'Préparer un plan' }));
  // The refusal is a notification, which lives outside of the screen.
  await waitFor(() => expect(screen.getByRole('button', { name: 'Préparer un plan' })).toBeEnabled());
});

it('shows before and after, each row with its reasons, and nobody disappears without one', async () => {
  answerWith(serving(aPlan(), [aRow(), nobody]));
  const { container } = await openPlan();
  const table = await screen.findByRole('table', { name: 'Avant et après le plan' });
  expect(within(table).getByRole('row', { name: /Demandes en attente/ })).toHaveTextContent(/2.*0/);
  expect(within(table).getByRole('row', { name: /Gini/ })).toHaveTextContent(/0,31.*0,12/);
  expect(await screen.findByText('Dr Anne Roux', { selector: 'p' })).toBeInTheDocument();
  expect(screen.getByText('Aucun professionnel possible parmi 12')).toBeInTheDocument();
  await expectAccessible(container);
});

it('asks before anything leaves, and sends the version that was seen', async () => {
  const sent = answerWith({
    ...serving(aPlan()),
    [`POST ${API}/plans/plan-1/start`]: { body: aPlan({ state: 'started' }) },
  });
  await openPlan();
  fireEvent.click(await screen.findByRole('button', { name: 'Lancer le plan (1)' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('sans donnée de santé');
  expect(sent.some((one) => one.key.startsWith('POST'))).toBe(false);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Solliciter pour 1 demande' }));
  await waitFor(() => expect(sent.some((one) => one.key.endsWith('/start'))).toBe(true));
  expect(sent.find((one) => one.key.endsWith('/start'))?.headers.get('If-Match')).toBe('"1"');
});

it('takes a row out at once', async () => {
  const sent = answerWith({
    ...serving(aPlan()),
    [`PUT ${API}/plans/plan-1/rows/row-1`]: { body: aRow({ state: 'taken_out', etag: '"2"' }) },
  });
  await openPlan();
  fireEvent.click(await screen.findByRole('button', { name: /Retirer.*26-0412/ }));
  await waitFor(() => expect(sent.find((one) => one.key.startsWith('PUT'))?.body.professional_id).toBeNull());
});

it('names the condition that another doctor does not meet', async () => {
  const other = { professional_id: 'd-2', name: 'Dr Paul Noir', distance_band: '5_to_10' };
  answerWith({
    ...serving(aPlan()),
    [`GET ${API}/referrals/r-1/candidates`]: { body: { rings_km: [5, 10, 20], candidates: [other] } },
    [`PUT ${API}/plans/plan-1/rows/row-1`]: {
      status: 409,
      body: {
        type: 'https://maillage.example/problems/professional-not-eligible',
        words: 'Plus de place',
      },
    },
  });
  await openPlan();
  fireEvent.click(await screen.findByRole('button', { name: /Changer.*26-0412/ }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.click(await within(dialog).findByRole('radio', { name: /Dr Paul Noir/ }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Solliciter Dr Paul Noir' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('Plus de place.');
});

it('tells what was sent and what was not while it is carried out, and offers no edit', async () => {
  const counts = { planned: 2, unplaced: 0, taken_out: 0, sent: 5, skipped: 1 };
  const rows = [
    aRow({ state: 'skipped', reason_words: 'La demande a changé' }),
    aRow({ row_id: 'x', state: 'sent', answer: 'yes' }),
  ];
  answerWith(serving(aPlan({ state: 'started', counts }), rows));
  await openPlan();
  expect(await screen.findByText('5 envoyées, 2 à venir, 1 non envoyées.')).toBeVisible();
  expect(await screen.findByText('La demande a changé')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /Changer/ })).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Arrêter l’envoi' })).toBeVisible();
});

it('keeps its filter in the address, and no other', () => {
  expect(readPlanSearch({ lignes: 'unplaced', other: 1 })).toEqual({ lignes: 'unplaced' });
  expect(readPlanSearch({ lignes: 'nothing' })).toEqual({});
});
