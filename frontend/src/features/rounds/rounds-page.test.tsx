import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { roundsQuery } from './queries';
import { RoundsPage } from './rounds-page';
import { aDay, DAY, placed } from './test-rounds';

const API = '/api/scheduling/v1';
const NAMES = {
  'POST /api/referral/v1/names': {
    body: { erased: [], names: [{ referral_id: 'r2', given_name: 'Ida', family_name: 'Roux' }] },
  },
};

const open = (day = aDay(), roles: ('care_coordinator' | 'director')[] = ['care_coordinator']) =>
  renderScreen(<RoundsPage search={{ jour: DAY }} onSearch={vi.fn()} />, {
    session: aSession({ roles }),
    cached: [[roundsQuery(DAY).queryKey, day]],
  });

it('says so to whoever may not read it', async () => {
  answerWith({ [`GET ${API}/rounds/${DAY}`]: { status: 403, body: { type: 'x/role-refused' } } });
  await renderScreen(<RoundsPage search={{ jour: DAY }} onSearch={vi.fn()} />);
  expect(await screen.findByText('Accès refusé')).toBeVisible();
});

it('says when nobody offers hours that day', async () => {
  answerWith(NAMES);
  await open(aDay({ rounds: [], unplaced: [], sent_to_pool: [], untold: 0 }));
  expect(screen.getByText(/Personne ne propose d’heures ce jour-là/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Proposer les tournées' })).toBeDisabled();
});

it('lets the director read and plan nothing', async () => {
  answerWith(NAMES);
  await open(aDay(), ['director']);
  expect(screen.queryByRole('button', { name: 'Proposer les tournées' })).toBeNull();
});

it('shows each round in its order, what has no place and why, and proposes', async () => {
  const path = `POST ${API}/rounds/${DAY}/proposal`;
  const sent = answerWith({ ...NAMES, [path]: { body: aDay() } });
  const { container } = await open();
  const card = screen.getByRole('region', { name: /Inès Faure/ });
  expect(await within(card).findByText('Ida Roux')).toBeVisible();
  expect(screen.getByText('Aucun volontaire ne va dans cette commune ce jour-là.')).toBeVisible();
  expect(screen.getByRole('link', { name: /25 novembre \(2 visites\)/ })).toBeVisible();
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: 'Proposer les tournées' }));
  await waitFor(() => expect(sent.some((one) => one.key === path)).toBe(true));
});

it('moves a visit down its round by one button', async () => {
  const path = `PUT ${API}/round-visits/v2/place`;
  const sent = answerWith({ ...NAMES, [path]: { body: aDay() } });
  await open();
  fireEvent.click(screen.getAllByRole('button', { name: /^Descendre/ })[0] as HTMLElement);
  await waitFor(() =>
    expect(sent.find((one) => one.key === path)?.body).toEqual({
      professional_id: 'n1',
      from_time: '08:00',
      position: 1,
      agreed_hour: false,
    }),
  );
});

it('withdraws a published visit only once its cancelled appointment was spoken of', async () => {
  const path = `DELETE ${API}/round-visits/v2`;
  const sent = answerWith({ ...NAMES, [path]: { body: aDay() } });
  const [round] = aDay().rounds;
  await open(
    aDay({ rounds: round ? [{ ...round, visits: [placed({ status: 'told' })] }] : [], unplaced: [] }),
  );
  fireEvent.click(screen.getByRole('button', { name: /^Retirer/ }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/Le rendez-vous annoncé est annulé/)).toBeVisible();
  expect(sent.some((one) => one.key === path)).toBe(false);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Retirer' }));
  await waitFor(() => expect(sent.some((one) => one.key === path)).toBe(true));
});

it('says what a move would break before it does anything, and refuses what a nurse never offered', async () => {
  answerWith({
    ...NAMES,
    [`POST ${API}/round-visits/v1/place/weighing`]: {
      body: {
        broken: [{ kind: 'sector', visit_id: 'v1' }],
        may_insist: false,
        starts_at: '2099-11-24T07:05:00Z',
        added_minutes: 12,
      },
    },
  });
  await open();
  fireEvent.click(screen.getAllByRole('button', { name: /^Placer/ })[0] as HTMLElement);
  const dialog = await screen.findByRole('dialog');
  fireEvent.change(within(dialog).getByLabelText('Tournée de'), { target: { value: 'n1 08:00' } });
  expect(await within(dialog).findByText('Cette commune n’est pas dans son secteur.')).toBeVisible();
  expect(within(dialog).getByRole('button', { name: 'Placer ici' })).toBeDisabled();
  await expectAccessible(dialog);
});

it('publishes only once it was confirmed, on the version that was read', async () => {
  const path = `POST ${API}/rounds/${DAY}/publication`;
  const sent = answerWith({ ...NAMES, [path]: { body: aDay({ untold: 0 }) } });
  await open();
  fireEvent.click(screen.getByRole('button', { name: 'Publier (1)' }));
  expect(sent.some((one) => one.key === path)).toBe(false);
  const dialog = await screen.findByRole('dialog');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Publier (1)' }));
  await waitFor(() => expect(sent.find((one) => one.key === path)?.headers.get('If-Match')).toBe('"3"'));
});

it('notes a visit for a request with the commune that the request names', async () => {
  const path = `POST ${API}/round-visits`;
  const sent = answerWith({
    ...NAMES,
    'GET /api/directory/v1/communes': { body: { items: [{ code: '97001', name: 'Valbrune' }] } },
    'GET /api/referral/v1/referrals/r9': { body: { referral_id: 'r9', place: { commune_code: '97001' } } },
    [path]: { status: 201, body: aDay() },
  });
  await renderScreen(<RoundsPage search={{ jour: DAY, demande: 'r9' }} onSearch={vi.fn()} />, {
    cached: [[roundsQuery(DAY).queryKey, aDay()]],
  });
  const dialog = await screen.findByRole('dialog');
  const save = within(dialog).getByRole('button', { name: 'Noter la visite' });
  await waitFor(() => expect(save).toBeEnabled());
  fireEvent.click(save);
  await waitFor(() =>
    expect(sent.find((one) => one.key === path)?.body).toMatchObject({
      referral_id: 'r9',
      commune_code: '97001',
      choice_recorded: 'phone',
    }),
  );
});
