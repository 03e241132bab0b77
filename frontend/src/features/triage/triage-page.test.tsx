import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import type { Triage } from './queries';
import { TriagePage } from './triage-page';

const danger = {
  code: 'danger',
  text: 'L’un de ces signes ?',
  help: 'Un seul suffit.',
  answers: [
    { code: 'chest_pain', text: 'Douleur dans la poitrine', ends: 'emergency', red_flag: 'chest_pain' },
    { code: 'none', text: 'Aucun', asks: 'travel' },
  ],
} as Triage['path'][number]['question'];
const travel = {
  code: 'travel',
  text: 'Peut-elle se déplacer ?',
  answers: [
    { code: 'yes', text: 'Oui', ends: 'snp' },
    { code: 'no', text: 'Non', ends: 'snp' },
  ],
} as Triage['path'][number]['question'];
const begun: Triage = {
  referral_id: 'r-1',
  status: 'asking',
  script_version: 'national-2026-1',
  path: [],
  asks: danger,
  ends: null,
  need: null,
  due_at: null,
  opened_at: '2026-11-23T08:00:00Z',
  disposition: null,
  pool_asked_at: null,
  phones: { sas: '116 117', sos_medecins: '36 24' },
  usual_professional_id: null,
  usual_professional_name: null,
  booked_at: null,
  may: ['emergency'],
  acts: [],
  version: 1,
};
const flagged: Triage = {
  ...begun,
  status: 'red_flag',
  asks: null,
  ends: 'emergency',
  path: [{ question: danger, answer: 'chest_pain' }],
};
const sorted: Triage = {
  ...begun,
  status: 'sorted',
  asks: null,
  ends: 'snp',
  path: [
    { question: danger, answer: 'none' },
    { question: travel, answer: 'no' },
  ],
  need: { triage_class: 'half_day', profession_code: '10', modality: 'HH' },
  due_at: '2026-11-23T14:00:00Z',
  usual_professional_id: 'p-1',
  usual_professional_name: 'Dr Anne Martin',
  may: ['emergency', 'sas', 'sos_medecins', 'pool'],
};
const act = { author_name: 'Claire Lefèvre', question_text: null, answer_text: null, recourse_name: null };
const transmitted: Triage = {
  ...flagged,
  status: 'ended',
  disposition: 'emergency',
  may: [],
  acts: [{ ...act, act: 'disposed', at: '2026-11-23T13:32:00Z', disposition: 'emergency' }],
};
const GET = 'GET /api/scheduling/v1/triages/r-1';
const shown = (triage: Triage) => ({ [GET]: { body: triage } });
const page = <TriagePage search={{ demande: 'r-1' }} />;

it('refuses in words whoever may not sort', async () => {
  answerWith({ 'GET /api/scheduling/v1/triages': { status: 403, body: {} } });
  await renderScreen(<TriagePage search={{}} />, { session: aSession({ roles: ['referrer'] }) });
  expect(await screen.findByText('Accès refusé')).toBeVisible();
});

it('begins when the call does, and not because somebody looked', async () => {
  const sent = answerWith({
    [GET]: { status: 409, body: { type: 'x/triage-missing', status: 409 } },
    'PUT /api/scheduling/v1/triages/r-1': { body: begun },
  });
  const { container } = await renderScreen(page);
  const begin = await screen.findByRole('button', { name: 'Commencer le tri' });
  expect(sent.map((one) => one.key)).not.toContain('PUT /api/scheduling/v1/triages/r-1');
  await expectAccessible(container);
  await userEvent.click(begin);
  expect(await screen.findByRole('heading', { name: danger.text })).toHaveFocus();
});

it('asks one question per page and takes its answer from the digits', async () => {
  const sent = answerWith({
    ...shown(begun),
    'PUT /api/scheduling/v1/triages/r-1/answers/danger': {
      body: { ...begun, asks: travel, path: [{ question: danger, answer: 'none' }] },
    },
  });
  const { container } = await renderScreen(page);
  await screen.findByRole('heading', { name: danger.text });
  await expectAccessible(container);
  await userEvent.keyboard('2');
  expect(await screen.findByRole('heading', { name: travel.text })).toHaveFocus();
  expect(sent.find((one) => one.key.startsWith('PUT'))?.body).toEqual({ answer: 'none' });
  expect(screen.queryByRole('heading', { name: danger.text })).toBeNull();
});

it('shows the 15 and nothing else on a red flag, and writes the act once', async () => {
  const sent = answerWith({
    ...shown(flagged),
    'POST /api/scheduling/v1/triages/r-1/dispositions': { body: transmitted },
  });
  const { container } = await renderScreen(page);
  expect(await screen.findByRole('link', { name: 'Appeler le 15' })).toHaveAttribute('href', 'tel:15');
  expect(screen.queryByRole('link', { name: 'Chercher un créneau' })).toBeNull();
  await expectAccessible(container);
  await userEvent.click(screen.getByRole('button', { name: 'Transmis au 15' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Transmis au 15' }));
  expect(
    await screen.findByText(/Transmis au 15 le lundi 23 novembre à 14.h.32, par Claire Lefèvre/),
  ).toBeVisible();
  expect(sent.find((one) => one.key.startsWith('POST'))?.body).toEqual({ to: 'emergency' });
});

it('leads to the slots of the need, in time, the own doctor first', async () => {
  answerWith(shown(sorted));
  const { container } = await renderScreen(page);
  const link = await screen.findByRole('link', { name: 'Chercher un créneau' });
  const search = new URL(link.getAttribute('href') ?? '', 'http://x').searchParams;
  expect(Object.fromEntries(search)).toMatchObject({
    demande: 'r-1',
    type: 'snp',
    avant: sorted.due_at,
    medecin: 'p-1',
    ou: 'HH',
  });
  expect(screen.getByText(/Dr Anne Martin/)).toBeVisible();
  expect(await screen.findByRole('link', { name: /Appeler SOS Médecins/ })).toHaveAttribute(
    'href',
    'tel:3624',
  );
  await expectAccessible(container);
});

it('corrects an answer on its own page', async () => {
  const sent = answerWith({
    ...shown(sorted),
    'PUT /api/scheduling/v1/triages/r-1/answers/travel': { body: sorted },
  });
  await renderScreen(page);
  await userEvent.click(await screen.findByRole('button', { name: /Corriger.*déplacer/ }));
  expect(screen.getByRole('button', { name: 'Non' })).toHaveAttribute('aria-pressed', 'true');
  await userEvent.keyboard('1');
  await waitFor(() => expect(sent.find((one) => one.key.startsWith('PUT'))?.body).toEqual({ answer: 'yes' }));
  expect(await screen.findByRole('link', { name: 'Chercher un créneau' })).toBeVisible();
});
