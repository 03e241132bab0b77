import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Referral } from '@/api/types';
import { referralQuery, timelineQuery, wavesQuery } from '@/referral/queries';
import { aReferral } from '@/test-build';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { CasePage } from './case-page';
import type { CaseTab } from './search';

const ID = '0190a000-0000-7000-8000-00000000000a';
const ACT = `POST /api/referral/v1/referrals/${ID}`;

function open(overrides: Partial<Referral> = {}, tab: CaseTab = 'suivi') {
  return renderScreen(<CasePage id={ID} tab={tab} />, {
    cached: [
      [referralQuery(ID).queryKey, aReferral(overrides)],
      [
        timelineQuery(ID).queryKey,
        {
          items: [{ id: 'a', code: 'stated', at: '2026-11-20T09:00:00Z', by_name: 'Paul Roy', details: {} }],
        },
      ],
      [wavesQuery(ID).queryKey, { items: [], next_wave_due: false }],
    ],
  });
}

const OUTCOMES: Referral['closing']['outcomes'] = ['followed', 'care_given', 'not_honoured', 'other'];

it('says where it stands, who holds the ball and what is next, and never names the person', async () => {
  const { container } = await open();
  expect(screen.getByText('À qualifier', { selector: 'span' }).closest('li')).toHaveAttribute(
    'aria-current',
    'step',
  );
  expect(screen.getByText('La coordination')).toBeVisible();
  expect(screen.getByText('Qualifier la demande')).toBeVisible();
  expect(screen.getByText('Demande saisie')).toBeVisible();
  await expectAccessible(container);
});

it('marks what was announced as read, once, when the case is opened', async () => {
  const reading = `${ACT}/notices/n-1/reading`;
  const sent = answerWith({
    [reading]: { body: {} },
    [`GET /api/referral/v1/referrals/${ID}`]: { body: aReferral({ status: 'redirected' }) },
  });
  await open({ status: 'redirected', has_news: true, unread_notices: ['n-1'] });
  await waitFor(() => expect(sent.some((one) => one.key.startsWith('GET'))).toBe(true));
  expect(sent.filter((one) => one.key === reading)).toHaveLength(1);
});

it('offers only the acts that the service allows to this person', async () => {
  await open({ status: 'searching', allowed_acts: ['withdrawal'] });
  expect(screen.queryByRole('button', { name: 'Qualifier' })).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Autres actions' }));
  const items = await screen.findAllByRole('menuitem', { hidden: true });
  expect(items.map((item) => item.textContent)).toEqual(['Retirer la demande…', 'Imprimer']);
});

it('qualifies in one click, then goes on to whom to ask', async () => {
  const sent = answerWith({
    [`${ACT}/qualification`]: { body: aReferral({ status: 'qualified', allowed_acts: ['waves'] }) },
  });
  const { location } = await open();
  fireEvent.click(screen.getByRole('button', { name: 'Qualifier' }));
  await waitFor(() => expect(location()).toBe(`/demandes/${ID}/proposition`));
  expect(sent[0]?.headers.get('Idempotency-Key')).toBeTruthy();
});

it('withdraws only with a reason, behind a dialog whose button names the act', async () => {
  const sent = answerWith({ [`${ACT}/withdrawal`]: { body: aReferral({ status: 'withdrawn' }) } });
  await open();
  await userEvent.click(screen.getByRole('button', { name: 'Autres actions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: /Retirer/, hidden: true }));
  const dialog = await screen.findByRole('dialog');
  const button = within(dialog).getByRole('button', { name: 'Retirer la demande' });
  expect(button).toBeDisabled();
  await userEvent.click(within(dialog).getByLabelText('La personne retire son accord'));
  await userEvent.click(button);
  await waitFor(() => expect(sent[0]?.body).toEqual({ reason_code: 'consent_withdrawn' }));
});

it('does not close while somebody must still be told, and says what is missing', async () => {
  await open({
    status: 'placed',
    allowed_acts: ['closing'],
    closing: { missing: ['first_appointment', 'notice:1', 'notice:2'], outcomes: OUTCOMES },
  });
  await userEvent.click(screen.getByRole('button', { name: 'Autres actions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: /Clore/, hidden: true }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getAllByRole('listitem')).toHaveLength(2);
  expect(within(dialog).getByRole('button', { name: 'Clore la demande' })).toBeDisabled();
});

it('ends at once for who died, whatever was still missing, and says that nobody writes to her', async () => {
  const path = `/api/referral/v1/referrals/${ID}/withdrawal`;
  const sent = answerWith({ [`POST ${path}`]: { body: aReferral({ status: 'withdrawn' }) } });
  await open({
    status: 'placed',
    allowed_acts: ['closing'],
    closing: { missing: ['first_appointment'], outcomes: OUTCOMES },
  });
  await userEvent.click(screen.getByRole('button', { name: 'Autres actions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: /Clore/, hidden: true }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByLabelText('Décès'));
  expect(within(dialog).getByText(/rien n’est adressé à la personne/)).toBeVisible();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Clore la demande' }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ reason_code: 'deceased' }));
});

it('reads the bulletin only after a click, because each reading is logged', async () => {
  const sent = answerWith({
    [`GET /api/referral/v1/referrals/${ID}/care-bulletin`]: {
      status: 403,
      body: { type: 'https://maillage.invalid/problems/no-grant' },
    },
  });
  await open({}, 'soin');
  expect(sent).toHaveLength(0);
  fireEvent.click(screen.getByRole('button', { name: 'Ouvrir le bulletin' }));
  expect(await screen.findByText('Ce bulletin n’est pas ouvert pour vous')).toBeVisible();
});

it('gives the request id and a retry when the case cannot be read', async () => {
  answerWith({
    [`GET /api/referral/v1/referrals/${ID}`]: {
      status: 500,
      body: { request_id: 'req-42', type: 'about:blank' },
    },
  });
  await renderScreen(<CasePage id={ID} tab="suivi" />);
  expect(await screen.findByText(/req-42/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Réessayer' })).toBeVisible();
});

it('leads from the appointment to the declaration, then to closing', async () => {
  const booked = { state: 'booked' as const, at: '2026-11-24T12:15:00Z', appointment_id: 'a' };
  const acts = ['closing', 'declaration', 'first-appointment'];
  const { unmount } = await open({
    status: 'placed',
    allowed_acts: acts,
    first_appointment: booked,
    closing: { missing: ['declaration'], outcomes: OUTCOMES },
  });
  expect(screen.getByRole('button', { name: 'Déclaration de médecin traitant…' })).toBeVisible();
  expect(
    screen.getByText('mardi 24 novembre, 13\u00a0h\u00a015', { normalizer: (text) => text }),
  ).toBeVisible();
  unmount();
  await open({
    status: 'placed',
    allowed_acts: acts,
    first_appointment: booked,
    declaration: 'confirmed',
    closing: { missing: [], outcomes: OUTCOMES },
  });
  expect(screen.getByRole('button', { name: 'Clore\u00a0: la personne est suivie' })).toBeVisible();
});

it('closes in one click when nothing is missing, and keeps the other outcomes in the menu', async () => {
  const sent = answerWith({ [`${ACT}/closing`]: { body: aReferral({ status: 'closed' }) } });
  await open({ status: 'placed', allowed_acts: ['closing'], closing: { missing: [], outcomes: OUTCOMES } });
  await userEvent.click(screen.getByRole('button', { name: 'Autres actions' }));
  expect(
    await screen.findByRole('menuitem', { name: 'Clore avec une autre issue…', hidden: true }),
  ).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /^Clore/ }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ outcome_code: 'followed' }));
});

it('merges a possible duplicate by its key, and only when there is one', async () => {
  const { unmount } = await open({ allowed_acts: ['duplicate-merge'] });
  fireEvent.keyDown(window, { key: '2' });
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  unmount();
  await open({ allowed_acts: ['duplicate-merge'], possible_duplicate_of: 'other', request_exists: true });
  fireEvent.keyDown(window, { key: '2' });
  expect(await screen.findByRole('dialog')).toBeVisible();
});

it('says at the top that the doctor must come, and that the person gave her choice in advance', async () => {
  await open({ advance_choice: true, home_visit: true });
  expect(screen.getByText('Visite à domicile')).toBeVisible();
  expect(screen.getByText('Choix donné d’avance')).toBeVisible();
});
