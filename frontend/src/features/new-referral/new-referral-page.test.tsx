import { useSearch } from '@tanstack/react-router';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Track } from '@/referral/track';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { NewReferralPage } from './new-referral-page';
import { ownDoorQuery } from './queries';
import { type Fault, FIELD_IDS } from './validation';

const STATE = 'POST /api/referral/v1/referrals';
const communes = { items: [{ code: '99001', name: 'Val-d’Orge' }], next: null };
const cached: [readonly unknown[], unknown][] = [
  [['directory', 'communes', ''], communes],
  [ownDoorQuery.queryKey, { door: 'emergency' }],
];
const stated = {
  referral_id: '0190a000-0000-7000-8000-00000000000a',
  case_number: '26-0412',
  kind: 'medecin_traitant',
  priority_words: 'P3 · 70 ans et plus',
  request_exists: true,
};

const open = () => renderScreen(<NewReferralPage track="soin" />, { cached });

// By id and by text: queries by label or by role read the whole of this long form each time.
const field = (fault: Fault) => document.getElementById(FIELD_IDS[fault]) as HTMLInputElement;
const type = (fault: Fault, value: string) => fireEvent.change(field(fault), { target: { value } });
const click = (words: string | RegExp) => fireEvent.click(screen.getByText(words));

/** The five clicks and four typed answers of the pharmacist. */
async function fill() {
  click('Médecin traitant');
  click(/^Normal/);
  type('familyName', 'Martin');
  type('givenName', 'Anne');
  type('birth', '1948');
  click('Femme');
  fireEvent.click(field('residence'));
  fireEvent.click(await screen.findByText('Val-d’Orge'));
  type('phone', '06 12 34 56 78');
  click(/D’accord pour la recherche et/);
}

const send = () => click('Envoyer la demande');
const summaryShown = async () =>
  (await screen.findByText('Il y a un problème')).closest('[role=alert]') as HTMLElement;

it('lists the missing answers in a focused summary that leads to the fields, and says so in the title', async () => {
  const { container } = await open();
  // The emergency service's own need is chosen already.
  expect(screen.getByRole('radio', { name: 'Médecin traitant' })).toBeChecked();
  send();
  const summary = await summaryShown();
  expect(summary).toHaveFocus();
  expect(within(summary).getAllByRole('listitem')).toHaveLength(8);
  expect(document.title).toMatch(/^Erreur/);
  fireEvent.click(within(summary).getByText('Saisissez le nom'));
  expect(field('familyName')).toHaveFocus();
  expect(screen.getByRole('option', { name: /^Votre compte.*urgences/ })).toBeInTheDocument();
  await expectAccessible(container);
});

it('sends the eight answers once and shows the case number and the warning of another request', async () => {
  const sent = answerWith({ [STATE]: { status: 201, body: stated } });
  await open();
  await fill();
  send();
  expect(await screen.findByText(/26-0412/)).toBeVisible();
  expect(screen.getByText(/semble déjà exister/)).toBeVisible();
  const posts = sent.filter((one) => one.key === STATE);
  expect(posts).toHaveLength(1);
  expect(posts[0]?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
  expect(posts[0]?.body).toMatchObject({ kind: 'medecin_traitant', need: ['find_medecin_traitant'] });
});

it('puts the refusal of the server in the same summary and keeps everything that was typed', async () => {
  answerWith({
    [STATE]: {
      status: 422,
      body: {
        type: 'https://maillage.invalid/problems/invalid-input',
        errors: [{ field: 'patient.birth.year', rule: 'less_than_equal', detail: '' }],
      },
    },
  });
  await open();
  await fill();
  send();
  const summary = await summaryShown();
  expect(within(summary).getByRole('link')).toHaveTextContent(/date de naissance/);
  expect(field('familyName')).toHaveValue('Martin');
});

it('leads from the rule that refused to its field, in the words of the rule', async () => {
  answerWith({
    [STATE]: {
      status: 422,
      body: {
        type: 'https://maillage.invalid/problems/commune-not-served',
        errors: [{ field: 'residence.commune_code', rule: 'commune-not-served', detail: '' }],
      },
    },
  });
  await open();
  await fill();
  send();
  const line = within(await summaryShown()).getByRole('link');
  expect(line).toHaveTextContent(/n’est pas sur le territoire de votre CPTS/);
  expect(line).toHaveAttribute('href', '#champ-commune');
});

it('keeps the same key when the network fell, so that a second try cannot make a second request', async () => {
  let calls = 0;
  const sent = answerWith({
    [STATE]: () => {
      calls += 1;
      return calls === 1 ? { status: 503, body: {} } : { status: 201, body: stated };
    },
  });
  await open();
  await fill();
  send();
  await summaryShown();
  send();
  await screen.findByText(/26-0412/);
  const keys = sent.filter((one) => one.key === STATE).map((one) => one.headers.get('Idempotency-Key'));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

it('counts a refused consent by commune, without asking who the person is', async () => {
  const sent = answerWith({ 'POST /api/referral/v1/refused-consents': { status: 201, body: { id: 'x' } } });
  await open();
  click('Médecin traitant');
  click('Refuse');
  expect(field('familyName')).toBeNull();
  fireEvent.click(field('residence'));
  fireEvent.click(await screen.findByText('Val-d’Orge'));
  fireEvent.change(screen.getByLabelText(/La recontacter le/), { target: { value: '2026-12-01' } });
  fireEvent.click(screen.getByText('Enregistrer le refus, sans identité'));
  await waitFor(() => expect(document.querySelector('h1')).toHaveTextContent('sans identité'));
  expect(sent[0]?.body).toEqual({
    kind: 'medecin_traitant',
    commune_code: '99001',
    recontact_on: '2026-12-01',
  });
  expect(screen.getByRole('link', { name: 'Voir les refus à recontacter' })).toHaveAttribute(
    'href',
    '/demandes/a-recontacter',
  );
});

function Routed() {
  const { type = 'soin' } = useSearch({ strict: false }) as { type?: Track };
  return <NewReferralPage track={type} />;
}

it('begins another request when « Nouvelle demande » is asked for after sending', async () => {
  answerWith({ [STATE]: { status: 201, body: stated } });
  const { follow } = await renderScreen(<Routed />, { cached, at: '/demandes/nouvelle' });
  await fill();
  send();
  await screen.findByText(/26-0412/);
  await follow('/demandes/nouvelle');
  await waitFor(() => expect(field('familyName')).toHaveValue(''));
  expect(screen.queryByText('Il y a un problème')).not.toBeInTheDocument();
});

it('never wipes what is not sent when « Nouvelle demande » is asked for again', async () => {
  const { follow } = await renderScreen(<Routed />, { cached, at: '/demandes/nouvelle' });
  type('familyName', 'Martin');
  await follow('/demandes/nouvelle');
  expect(field('familyName')).toHaveValue('Martin');
});

it('asks for the need again when a link leads from one type of request to another', async () => {
  const { follow } = await renderScreen(<Routed />, {
    cached: [[ownDoorQuery.queryKey, { door: 'practice' }]],
    at: '/demandes/nouvelle?type=snp',
  });
  type('familyName', 'Martin');
  await follow('/demandes/nouvelle');
  send();
  const summary = await summaryShown();
  expect(within(summary).getByText('Choisissez le besoin')).toBeVisible();
  expect(field('familyName')).toHaveValue('Martin');
});
