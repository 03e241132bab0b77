import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { MySolicitation, OwnAnswers } from '@/api/types';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { ownAnswersQuery, solicitationsQuery } from './queries';
import { SolicitationsPage, type SolicitationView } from './solicitations-page';

const ID = '0190a000-0000-7000-8000-0000000000e1';
const ANSWER = `POST /api/referral/v1/solicitations/${ID}/answer`;

const aSolicitation = (overrides: Partial<MySolicitation> = {}): MySolicitation => ({
  solicitation_id: ID,
  card_id: '0190a000-0000-7000-8000-0000000000e2',
  state: 'open',
  urgency: 'soon',
  age_band: '70-79',
  sex: null,
  place: 'Secteur de Bourg',
  distance_band: '2_to_5',
  need_codes: ['find_medecin_traitant'],
  constraints: ['home_visit'],
  persons: 1,
  ages: [],
  takes: null,
  starts_on: null,
  starts_half: null,
  compatible: true,
  answer_by: '2026-11-24T11:00:00Z',
  time_zone: 'Europe/Paris',
  my_answer: null,
  condition: null,
  reason_code: null,
  answered_at: null,
  standing: null,
  fellows: [],
  named: [],
  named_by: null,
  changeable: true,
  cpts_name: 'CPTS des Deux-Vallées',
  coordination_phone: null,
  asked_at: '2026-11-23T11:00:00Z',
  referral_id: null,
  ...overrides,
});

const own: OwnAnswers = {
  professional_id: 'p',
  since: '2025-11-23T11:00:00Z',
  afresh_since: null,
  asked: 9,
  yes: 2,
  no: 4,
  silent: 3,
  mean_hours: 6.5,
  objects: false,
  learned: {
    expected_yes_percent: 24,
    average_yes_percent: 31,
    expected_hours: 9,
    average_hours: 14,
    rests_until: null,
  },
  etag: '"3"',
};

const open = (view: SolicitationView, ...items: MySolicitation[]) =>
  renderScreen(<SolicitationsPage view={view} />, {
    session: aSession({ roles: ['professional'], professional_id: 'p' }),
    cached: [
      [solicitationsQuery(view).queryKey, { pages: [{ items, next: null }], pageParams: [undefined] }],
      [ownAnswersQuery('p').queryKey, own],
    ],
  });

it('shows a card without identity and records a yes in one click', async () => {
  const sent = answerWith({ [ANSWER]: { body: aSolicitation({ my_answer: 'yes', state: 'answered' }) } });
  const { container } = await open('open', aSolicitation());
  expect(screen.getByText('Visite à domicile')).toBeVisible();
  expect(screen.queryByText(/raison/)).not.toBeInTheDocument();
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: 'Oui, je prends' }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ answer: 'yes' }));
});

it('asks for a reason only after a no, and the answer can be changed until the deadline', async () => {
  const declined = aSolicitation({ state: 'answered', my_answer: 'no' });
  const sent = answerWith({
    [ANSWER]: { body: declined },
    'GET /api/referral/v1/solicitations': { body: { items: [declined], next: null } },
  });
  await open('answered', declined);
  fireEvent.click(screen.getByRole('button', { name: 'Trop loin' }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ answer: 'no', reason_code: 'too_far' }));
  fireEvent.click(screen.getByRole('button', { name: 'Changer ma réponse' }));
  expect(screen.getByRole('button', { name: 'Oui, je prends' })).toBeVisible();
});

it('takes a yes back by telling the server, at once', async () => {
  const sent = answerWith({ [ANSWER]: { body: aSolicitation({ my_answer: 'no', state: 'answered' }) } });
  await open('answered', aSolicitation({ state: 'answered', my_answer: 'yes', standing: 'proposal' }));
  fireEvent.click(screen.getByRole('button', { name: 'Annuler ma réponse' }));
  await waitFor(() => expect(sent[0]?.key).toBe(ANSWER));
  expect(sent[0]?.body).toEqual({ answer: 'no' });
});

it('leads to the bulletin once the person chose', async () => {
  await open(
    'answered',
    aSolicitation({ state: 'answered', my_answer: 'yes', changeable: false, referral_id: 'r1' }),
  );
  expect(screen.getByText('La personne vous a choisi')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Ouvrir le dossier' })).toHaveAttribute(
    'href',
    '/demandes/r1?onglet=soin',
  );
  expect(screen.queryByRole('button', { name: 'Oui, je prends' })).not.toBeInTheDocument();
});

it('shows him alone how his answers are used, and he may object', async () => {
  const sent = answerWith({
    'PUT /api/referral/v1/professionals/p/answers': { body: { ...own, objects: true, etag: '"4"' } },
  });
  const { container } = await open('open');
  fireEvent.click(screen.getByText('Comment nous tenons compte de vos réponses'));
  expect(screen.getByText(/9 sollicitations, 2 oui, 4 non, 3 sans réponse/)).toBeVisible();
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('checkbox', { name: /Ne pas tenir compte/ }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ objects: true }));
  expect(sent[0]?.headers.get('If-Match')).toBe('"3"');
  expect(await screen.findByText(/Vos réponses ne sont pas utilisées/)).toBeVisible();
});

it('shows a delegate nothing of how the professional answers', async () => {
  await renderScreen(<SolicitationsPage view="open" />, {
    session: aSession({ roles: ['delegate'], professional_id: 'p' }),
    cached: [
      [solicitationsQuery('open').queryKey, { pages: [{ items: [], next: null }], pageParams: [undefined] }],
    ],
  });
  expect(screen.queryByText('Comment nous tenons compte de vos réponses')).not.toBeInTheDocument();
});

it('asks about several persons at once, and hears for how many', async () => {
  const sent = answerWith({ [ANSWER]: { body: aSolicitation({ my_answer: 'yes', state: 'answered' }) } });
  await open(
    'open',
    aSolicitation({ persons: 3, ages: ['70-79', '80+'], starts_on: '2026-11-27', starts_half: 'morning' }),
  );
  expect(screen.getByText(/^3 personnes/)).toBeVisible();
  expect(screen.getByText('À partir du vendredi 27 novembre, matin')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Oui, pour 2' }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ answer: 'yes', takes: 2 }));
});

it('names a fellow of the practice, who is asked in turn, and says what became of it', async () => {
  const fellows = [
    { professional_id: 'f1', name: 'Dr Anne Martin' },
    { professional_id: 'f2', name: 'Dr Luc Petit' },
  ];
  const sent = answerWith({ [ANSWER]: { body: aSolicitation({ my_answer: 'fellow', state: 'answered' }) } });
  const { container } = await open('open', aSolicitation({ fellows }));
  fireEvent.click(screen.getByText('Un confrère, une consœur de mon cabinet'));
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: 'Dr Anne Martin' }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ answer: 'fellow', fellow_id: 'f1' }));
});

it('shows whom he named, and to whoever was named by whom', async () => {
  const named = [{ name: 'Dr Anne Martin', state: 'confirmed' as const }];
  await open('answered', aSolicitation({ state: 'answered', my_answer: 'fellow', named }));
  expect(screen.getByText(/Dr Anne Martin : oui/)).toBeVisible();
  expect(screen.getByText('Oui, si votre cabinet confirme')).toBeVisible();
  await open('open', aSolicitation({ named_by: 'Dr Jeanne Exemple' }));
  expect(screen.getByText(/Dr Jeanne Exemple pense que/)).toBeVisible();
});
