import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { CallsPage } from './calls-page';
import { nextLine } from './next-line';
import type { CallLine, CallList } from './queries';

const aLine = (overrides: Partial<CallLine> = {}): CallLine => ({
  professional_id: 'p-1',
  name: 'Dr Anne Martin',
  profession: '10',
  place: 'Valbrune',
  distance_band: 'under_2',
  phone: '0455000001',
  turn: 'first_call',
  calls: 0,
  call_again_at: null,
  was_asked: false,
  claimed_by_name: null,
  claimed_until: null,
  reasons: [{ kind: 'for', code: 'member', words: 'Adhérent de la CPTS' }],
  ...overrides,
});
const second = aLine({ professional_id: 'p-2', name: 'Dr Luc Petit', phone: '0455000002' });
const aList = (overrides: Partial<CallList> = {}): CallList => ({
  referral_id: 'r-1',
  case_number: '26-0412',
  kind: 'medecin_traitant',
  status: 'searching',
  priority_class: 2,
  need_codes: ['find_medecin_traitant'],
  urgency: 'normal',
  age_band: '70-79',
  place: { commune_code: '97001', name: 'Valbrune' },
  home_visit: false,
  teleconsultation: null,
  accompanied_by: null,
  together: [],
  waves_left: false,
  lines: [aLine(), second],
  excluded: [],
  log: [],
  ...overrides,
});
const requests = {
  items: [
    {
      referral_id: 'r-1',
      case_number: '26-0412',
      kind: 'medecin_traitant',
      priority_class: 2,
      need_codes: ['find_medecin_traitant'],
      place: { commune_code: '97001', name: 'Valbrune' },
      target_at: null,
      overdue: false,
      why: 'nobody_left_to_answer',
      calls: 0,
      call_again_at: null,
      bundle: { bundle_id: 'b-1', kind: 'household', count: 2 },
      called_by: [],
    },
  ],
};
const aCall = (overrides: Partial<CallList['log'][number]> = {}): CallList['log'][number] => ({
  call_id: 'c-1',
  professional_id: 'p-1',
  name: 'Dr Anne Martin',
  outcome: 'no_answer',
  call_again_at: null,
  at: '2026-11-23T09:00:00Z',
  by_name: 'Capucine',
  taken_back_at: null,
  may_be_taken_back: true,
  ...overrides,
});
const LIST = 'GET /api/referral/v1/call-list';
const CALLS = '/api/referral/v1/referrals/r-1/calls';
const CLAIM = 'POST /api/referral/v1/referrals/r-1/call-claims';

it('passes over whoever cannot be dialled now', () => {
  const lines = [
    aLine({ phone: null }),
    aLine({ claimed_by_name: 'Bob' }),
    aLine({ turn: 'later', call_again_at: '2030-01-01T09:00:00Z' }),
    second,
  ];
  expect(nextLine(lines)?.professional_id).toBe('p-2');
});

it('says why it may not be read by another role', async () => {
  answerWith({ [LIST]: { status: 403, body: { type: 'https://maillage.invalid/problems/role-refused' } } });
  await renderScreen(<CallsPage />, { session: aSession({ roles: ['referrer'] }) });
  expect(await screen.findByText('Accès refusé')).toBeVisible();
});

it('says that there is nobody to call', async () => {
  answerWith({ [LIST]: { body: { items: [] } } });
  await renderScreen(<CallsPage />);
  expect(await screen.findByText('Personne à appeler.')).toBeVisible();
});

it('gives the number, keeps others off it, and after one tap shows the next by itself', async () => {
  const after = aList({
    lines: [second, aLine({ turn: 'again', calls: 1 })],
    log: [aCall({ outcome: 'voicemail', by_name: 'Claire Lefèvre', may_be_taken_back: false })],
  });
  const sent = answerWith({
    [LIST]: { body: requests },
    [`GET ${CALLS}`]: { body: aList({ teleconsultation: 'required', accompanied_by: 'nurse' }) },
    [CLAIM]: { body: aList() },
    [`POST ${CALLS}`]: { body: after },
  });
  const { container } = await renderScreen(<CallsPage />);
  const call = await screen.findByRole('region', { name: 'Appel en cours' });
  expect(within(call).getByRole('heading', { name: 'Dr Anne Martin' })).toHaveFocus();
  const number = within(call).getByRole('link', { name: /04.55.00.00.01/ });
  expect(number).toHaveAttribute('href', 'tel:0455000001');
  expect(screen.getByText('Foyer · 2')).toBeVisible();
  expect(call).toHaveTextContent(/Seule une téléconsultation est possible. Elle serait accompagnée/);
  await expectAccessible(container);
  fireEvent.click(number);
  await waitFor(() =>
    expect(sent.find((one) => one.key === CLAIM)?.body).toEqual({ professional_id: 'p-1' }),
  );
  await userEvent.click(within(call).getByRole('button', { name: 'Messagerie' }));
  const next = await screen.findByRole('heading', { name: 'Dr Luc Petit' });
  await waitFor(() => expect(next).toHaveFocus());
  const post = sent.find((one) => one.key === `POST ${CALLS}`);
  expect(post?.body).toEqual({
    professional_id: 'p-1',
    outcome: 'voicemail',
    call_again_at: null,
    also_for: [],
  });
  expect(post?.headers.get('Idempotency-Key')).toBeTruthy();
  expect(screen.getByText(/Dr Anne Martin.*messagerie \(par Claire Lefèvre\)/)).toBeVisible();
});

it('proposes an hour, so that calling again is one tap too', async () => {
  const sent = answerWith({
    [LIST]: { body: requests },
    [`GET ${CALLS}`]: { body: aList() },
    [`POST ${CALLS}`]: { body: aList() },
  });
  await renderScreen(<CallsPage />);
  await userEvent.click(await screen.findByRole('button', { name: 'Rappeler à cette heure' }));
  await waitFor(() => expect(sent.some((one) => one.key === `POST ${CALLS}`)).toBe(true));
  const { outcome, call_again_at } = sent.find((one) => one.key === `POST ${CALLS}`)?.body ?? {};
  expect(outcome).toBe('call_again');
  expect(Date.parse(call_again_at)).toBeGreaterThan(Date.now() + 3_600_000);
});

it('leads to the person once somebody said yes', async () => {
  answerWith({ [LIST]: { body: requests }, [`GET ${CALLS}`]: { body: aList({ status: 'proposed' }) } });
  await renderScreen(<CallsPage />);
  const link = await screen.findByRole('link', { name: 'Recueillir le choix de la personne' });
  expect(link).toHaveAttribute('href', '/demandes/r-1/choix');
});

it('says why nobody is left when the list ends', async () => {
  const excluded = [
    { professional_id: 'p-9', name: 'Dr X', condition_code: 'paused', words: 'En pause jusqu’au 01/12/2026' },
  ];
  answerWith({ [LIST]: { body: requests }, [`GET ${CALLS}`]: { body: aList({ lines: [], excluded }) } });
  await renderScreen(<CallsPage />);
  expect(await screen.findByText(/En pause jusqu’au 01\/12\/2026/)).toBeVisible();
});

it('takes a wrong outcome back at once, and says so in the log', async () => {
  const undo = `${CALLS}/c-1/taking-back`;
  const undone = aCall({ taken_back_at: '2026-11-23T09:00:05Z', may_be_taken_back: false });
  const sent = answerWith({
    [LIST]: { body: requests },
    [`GET ${CALLS}`]: { body: aList() },
    [`POST ${CALLS}`]: { body: aList({ log: [aCall()] }) },
    [`POST ${undo}`]: { body: aList({ log: [undone] }) },
  });
  const { container } = await renderScreen(<CallsPage />);
  await userEvent.click(await screen.findByRole('button', { name: 'Pas de réponse' }));
  await userEvent.click(await screen.findByRole('button', { name: /Annuler cette suite/ }));
  expect(await screen.findByText(/noté par erreur/)).toBeVisible();
  expect(sent.filter((one) => one.key === `POST ${undo}`)).toHaveLength(1);
  await expectAccessible(container);
});

it('records one word for all the persons that it was said of', async () => {
  const others = [{ referral_id: 'r-2', case_number: '26-0413', age_band: '70-79' as const }];
  const sent = answerWith({
    [LIST]: { body: requests },
    [`GET ${CALLS}`]: { body: aList({ together: others }) },
    [`POST ${CALLS}`]: { body: aList({ status: 'proposed' }) },
  });
  await renderScreen(<CallsPage />);
  await userEvent.click(await screen.findByRole('checkbox', { name: /26-0413/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Accepte' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === `POST ${CALLS}`)?.body).toMatchObject({ also_for: ['r-2'] }),
  );
});
