import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { aReferral } from '@/test-build';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { NewReferralPage } from './new-referral-page';
import { type Fault, FIELD_IDS } from './validation';

const STATE = 'POST /api/referral/v1/discharges';
const communes = { items: [{ code: '99001', name: 'Val-d’Orge' }], next: null };
const open = () =>
  renderScreen(<NewReferralPage track="soin" />, { cached: [[['directory', 'communes', ''], communes]] });

const field = (fault: Fault) => document.getElementById(FIELD_IDS[fault]) as HTMLInputElement;
const type = (fault: Fault, value: string) => fireEvent.change(field(fault), { target: { value } });
const click = (words: string | RegExp) => fireEvent.click(screen.getByText(words));
const nextYear = new Date().getFullYear() + 1;

it('asks who takes over and when, and no urgency', async () => {
  const { container } = await open();
  click('Sortie d’hospitalisation');
  expect(screen.queryByText(/^Normal/)).not.toBeInTheDocument();
  click('Infirmier');
  click('Envoyer la demande');
  expect(await screen.findByRole('link', { name: 'Choisissez au moins un soignant' })).toBeVisible();
  expect(screen.getByRole('link', { name: /Indiquez le jour et l’heure/ })).toBeVisible();
  await expectAccessible(container);
});

it('states one request per carer from one statement, and shows their numbers', async () => {
  const linked = [
    aReferral({ kind: 'discharge', need_codes: ['nurse_at_discharge'] }),
    aReferral({ referral_id: 'b', case_number: '26-0413', kind: 'discharge', need_codes: ['physiotherapy'] }),
  ];
  const sent = answerWith({ [STATE]: { status: 201, body: { bundle_id: 'b-1', referrals: linked } } });
  await open();
  click('Sortie d’hospitalisation');
  click('Kinésithérapeute');
  const day = `${nextYear}-01-04`;
  type('discharge', day);
  type('familyName', 'Martin');
  type('givenName', 'Anne');
  type('birth', '1948');
  click('Femme');
  fireEvent.click(field('residence'));
  fireEvent.click(await screen.findByText('Val-d’Orge'));
  type('phone', '06 12 34 56 78');
  click(/D’accord pour la recherche et/);
  click('Envoyer la demande');
  expect(await screen.findByText('2 demandes liées envoyées')).toBeVisible();
  expect(screen.getByText('26-0413')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Suivre ces demandes' })).toBeVisible();
  const [posted] = sent.filter((one) => one.key === STATE);
  expect(posted?.body).toMatchObject({
    discharge_at: `${day}T13:00:00.000Z`,
    carers: [{ carer: 'nurse' }, { carer: 'physiotherapist' }],
  });
  expect(posted?.body).not.toHaveProperty('urgency');
});

it('states a couple from one statement: what is common once, and who the other is', async () => {
  const TOGETHER = 'POST /api/referral/v1/households';
  const linked = [aReferral(), aReferral({ referral_id: 'b', case_number: '26-0413' })];
  const sent = answerWith({ [TOGETHER]: { status: 201, body: { bundle_id: 'b-1', referrals: linked } } });
  const { container } = await open();
  click('Médecin traitant');
  click(/^Normal/);
  type('familyName', 'Martin');
  click('Un couple ou une famille');
  click('Envoyer la demande');
  expect(await screen.findByRole('link', { name: /Pour chaque autre personne/ })).toBeVisible();
  await expectAccessible(container);
  expect(screen.getByLabelText(/Nom de la personne 2/)).toHaveValue('Martin');
  fireEvent.change(screen.getByLabelText(/Prénom de la personne 2/), { target: { value: 'Paul' } });
  fireEvent.change(screen.getByLabelText(/Naissance de la personne 2/), { target: { value: '1944' } });
  fireEvent.click(screen.getAllByText('Homme')[1] as HTMLElement);
  type('givenName', 'Anne');
  type('birth', '1948');
  fireEvent.click(screen.getAllByText('Femme')[0] as HTMLElement);
  fireEvent.click(field('residence'));
  fireEvent.click(await screen.findByText('Val-d’Orge'));
  type('phone', '06 12 34 56 78');
  click(/D’accord pour la recherche et/);
  click('Envoyer la demande');
  expect(await screen.findByText('2 demandes liées envoyées')).toBeVisible();
  const [posted] = sent.filter((one) => one.key === TOGETHER);
  expect(posted?.body).toMatchObject({
    setting: 'household',
    urgency: 'normal',
    others: [{ patient: { family_name: 'Martin', given_name: 'Paul', birth: { year: 1944 }, sex: 'male' } }],
  });
});
