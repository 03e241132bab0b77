import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { Plan, PlanRow } from '@/api/types';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { PlanPage } from './plan-page';
import { readPlanSearch } from './queries';

const API = '/api/referral/v1';
const figures = {
  waiting: 0,
  mean_waited_days: null,
  overdue: 0,
  mean_km: 4.2,
  max_over_mean: 1.4,
  gini: 0.12,
};

const aPlan = (overrides: Partial<Plan> = {}): Plan => ({
  plan_id: 'plan-1',
  state: 'draft',
  departure_id: null,
  made_at: '2026-11-23T09:00:00Z',
  made_by_name: 'Capucine Coordonne',
  started_at: null,
  started_by_name: null,
  ended_at: null,
  counts: { planned: 1, unplaced: 1, taken_out: 0, sent: 0, skipped: 0 },
  rule_version: '2026-1',
  weeks: 4,
  before: { ...figures, waiting: 2, mean_waited_days: 18.4, overdue: 1, mean_km: null, gini: 0.31 },
  after: figures,
  doctors: [{ professional_id: 'd-1', name: 'Dr Anne Roux', taken: 3, given: 1, target: 4.2, places: 9 }],
  etag: '"1"',
  ...overrides,
});

const aRow = (overrides: Partial<PlanRow> = {}): PlanRow => ({
  row_id: 'row-1',
  referral_id: 'r-1',
  position: 1,
  case_number: '26-0412',
  kind: 'medecin_traitant',
  priority_class: 2,
  age_band: '70-79',
  place: { commune_code: '99001', name: 'Val-d’Orge' },
  need_codes: ['find_medecin_traitant'],
  waited_days: 18.4,
  is_overdue: true,
  state: 'planned',
  professional_id: 'd-1',
  professional_name: 'Dr Anne Roux',
  distance_band: '2_to_5',
  reasons: [{ kind: 'for', code: 'plan_share', words: '1 dans ce plan, part équitable de 4,2' }],
  by_hand: false,
  reason_code: null,
  reason_words: null,
  next_try_at: null,
  answer: null,
  changed_by_name: null,
  etag: '"1"',
  ...overrides,
});

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

const serving = (plan: Plan | null, rows: PlanRow[] = [aRow(), nobody]) => ({
  [`GET ${API}/plans`]: { body: { items: plan ? [plan] : [], next: null } },
  [`GET ${API}/plans/plan-1`]: { body: plan },
  [`GET ${API}/plans/plan-1/rows`]: { body: { items: rows, next: null } },
});

const open = (onSearch = vi.fn(), session = aSession()) =>
  renderScreen(<PlanPage search={{}} onSearch={onSearch} />, { session });

it('says to other roles that the plan is not theirs', async () => {
  answerWith({
    [`GET ${API}/plans`]: { status: 403, body: { type: 'https://maillage.example/problems/role-refused' } },
  });
  await open(vi.fn(), aSession({ roles: ['director'] }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Accès refusé');
  expect(screen.queryByRole('button', { name: 'Préparer un plan' })).not.toBeInTheDocument();
});

it('explains what a plan is while there is none, and makes the first one', async () => {
  const sent = answerWith({ ...serving(null), [`POST ${API}/plans`]: { status: 201, body: aPlan() } });
  const { container } = await open();
  expect(await screen.findByText('Aucun plan pour le moment.')).toBeVisible();
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: 'Préparer un plan' }));
  await waitFor(() => expect(sent.some((one) => one.key === `POST ${API}/plans`)).toBe(true));
});

it('says why no plan could be made', async () => {
  answerWith({
    ...serving(null),
    [`POST ${API}/plans`]: { status: 409, body: { type: 'https://maillage.example/problems/nothing-waits' } },
  });
  await open();
  fireEvent.click(await screen.findByRole('button', { name: 'Préparer un plan' }));
  // The refusal is a notification, which lives outside of the screen.
  await waitFor(() => expect(screen.getByRole('button', { name: 'Préparer un plan' })).toBeEnabled());
});

it('shows before and after, each row with its reasons, and nobody disappears without one', async () => {
  answerWith(serving(aPlan()));
  const { container } = await open();
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
  await open();
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
  await open();
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
  await open();
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
  await open();
  expect(await screen.findByText('5 envoyées, 2 à venir, 1 non envoyées.')).toBeVisible();
  expect(await screen.findByText('La demande a changé')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /Changer/ })).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Arrêter l’envoi' })).toBeVisible();
});

it('keeps its filter in the address, and no other', () => {
  expect(readPlanSearch({ lignes: 'unplaced', other: 1 })).toEqual({ lignes: 'unplaced' });
  expect(readPlanSearch({ lignes: 'nothing' })).toEqual({});
});
