import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { NewReferralPage } from './new-referral-page';
import { FIELD_IDS } from './validation';

const STATE = 'POST /api/referral/v1/referrals';
const click = (words: string | RegExp) => fireEvent.click(screen.getByText(words));
const type = (id: string, value: string) =>
  fireEvent.change(document.getElementById(id) as HTMLInputElement, { target: { value } });

function eightAnswers() {
  click(/^Normal/);
  type(FIELD_IDS.familyName, 'Martin');
  type(FIELD_IDS.givenName, 'Anne');
  type(FIELD_IDS.birth, '1948');
  click('Femme');
  click('Sans adresse');
  type(FIELD_IDS.phone, '06 12 34 56 78');
  click(/D’accord pour la recherche et/);
}

it('asks of a specialist his specialty and the advice, and sends what was answered', async () => {
  const sent = answerWith({ [STATE]: { status: 201, body: { case_number: '26-0412', kind: 'specialist' } } });
  const { container } = await renderScreen(<NewReferralPage track="soin" />);
  click('Second recours');
  eightAnswers();
  fireEvent.change(screen.getByLabelText('Spécialité'), { target: { value: 'cardiology' } });
  click(/Un avis d’abord/);
  click('Aidant épuisé');
  fireEvent.change(screen.getByLabelText(/Question posée/), {
    target: { value: 'Essoufflement à l’effort' },
  });
  await expectAccessible(container);
  click('Envoyer la demande');
  await screen.findByText(/26-0412/);
  expect(sent.find((one) => one.key === STATE)?.body).toMatchObject({
    kind: 'specialist',
    specialty: 'cardiology',
    advice_first: true,
    complexity: ['carer_exhausted'],
    answers: { question_asked: 'Essoufflement à l’effort' },
  });
});

it('asks who represents a minor, and requires it when the representative agreed', async () => {
  await renderScreen(<NewReferralPage track="soin" />);
  click('Médecin traitant');
  eightAnswers();
  expect(document.getElementById(FIELD_IDS.representative)).toBeNull();
  type(FIELD_IDS.birth, String(new Date().getFullYear() - 6));
  expect(screen.getByText(/La personne est mineure/)).toBeVisible();
  click('auprès de son représentant');
  click('Envoyer la demande');
  expect(await screen.findByRole('link', { name: 'Indiquez le nom du représentant' })).toBeVisible();
});
