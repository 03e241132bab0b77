import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import {
  type Asked,
  type PastReceived,
  pastReceivedQuery,
  type Received,
  receivedCandidatesQuery,
  receivedQuery,
} from '@/neighbours/queries';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { ReceivedPage } from './received-page';

const API = '/api/referral/v1';
const aReceived = (overrides: Partial<Received> = {}): Received => ({
  crossing_id: 'x1',
  number: '26-0413',
  from_name: 'CPTS Orsane-Tavelle',
  kind: 'medecin_traitant',
  card: {
    urgency: 'soon',
    age_band: '70-79',
    sex: null,
    place: 'Secteur de Valbrune',
    need_codes: ['find_medecin_traitant'],
    constraints: ['home_visit'],
    starts_on: null,
    starts_half: null,
  },
  state: 'open',
  opened_at: '2026-11-20T09:00:00Z',
  asked: [],
  ...overrides,
});
const anAsked: Asked = {
  solicitation_id: 's1',
  professional_id: 'p1',
  name: 'Dr Anne Levantin',
  state: 'asked',
  asked_at: '2026-11-20T09:00:00Z',
  answer_by: '2026-11-22T09:00:00Z',
};
const candidates = {
  candidates: [
    { professional_id: 'p1', name: 'Dr Anne Levantin', place: 'Port-Levant', distance_band: '5_to_10' },
    { professional_id: 'p2', name: 'Dr Paul Couchant', place: 'Port-Levant', distance_band: '5_to_10' },
  ],
};

const received = (items: Received[], past: PastReceived[] = []) =>
  renderScreen(<ReceivedPage />, {
    session: aSession({ roles: ['care_coordinator'] }),
    cached: [
      [receivedQuery.queryKey, { items }],
      [pastReceivedQuery.queryKey, { pages: [{ items: past, next: null }], pageParams: [undefined] }],
      [receivedCandidatesQuery('x1').queryKey, candidates],
    ],
  });

it('shows the card without identity and solicits several of our members at once', async () => {
  const sent = answerWith({
    [`POST ${API}/received-requests/x1/solicitations`]: { status: 201, body: aReceived() },
  });
  const { container } = await received([aReceived()]);
  await expectAccessible(container);
  expect(screen.getByText('Secteur de Valbrune')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: /^Solliciter/ }));
  const dialog = await screen.findByRole('dialog');
  await expectAccessible(dialog);
  for (const name of [/Anne Levantin/, /Paul Couchant/])
    fireEvent.click(within(dialog).getByRole('checkbox', { name }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Solliciter 2 adhérents' }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ professional_ids: ['p1', 'p2'] }));
});

it('notes the yes that one of ours says on the telephone', async () => {
  const path = `POST ${API}/received-requests/x1/solicitations/s1/answer`;
  const sent = answerWith({ [path]: { body: aReceived() } });
  await received([aReceived({ asked: [anAsked] })]);
  fireEvent.click(screen.getByRole('button', { name: /^Oui au téléphone/ }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ answer: 'yes' }));
});

it('keeps what is over, without its card', async () => {
  const past: PastReceived = {
    crossing_id: 'x0',
    number: '26-0402',
    from_name: 'CPTS Orsane-Tavelle',
    kind: 'medecin_traitant',
    opened_at: '2026-11-02T09:00:00Z',
    ended_at: '2026-11-05T09:00:00Z',
    end_code: 'placed_elsewhere',
    proposed_name: null,
  };
  await received([], [past]);
  expect(screen.getByText('La personne a choisi un autre professionnel')).toBeInTheDocument();
});

it('refuses with words', async () => {
  const sent = answerWith({ [`POST ${API}/received-requests/x1/refusal`]: { status: 204 } });
  await received([aReceived()]);
  fireEvent.click(screen.getByRole('button', { name: /^Refuser/ }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.click(within(dialog).getByRole('radio', { name: 'Aucune place' }));
  fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: 'Complets.' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Refuser la demande' }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ reason_code: 'no_capacity', words: 'Complets.' }));
});

it('asks nobody else once one of ours is proposed', async () => {
  await received([aReceived({ state: 'proposed', asked: [{ ...anAsked, state: 'yes' }] })]);
  expect(screen.getByText('La réponse est transmise : la personne choisit.')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Solliciter/ })).toBeNull();
});

it('says that nothing was received', async () => {
  await received([]);
  expect(screen.getByText('Aucune demande ouverte par une CPTS voisine.')).toBeVisible();
});
