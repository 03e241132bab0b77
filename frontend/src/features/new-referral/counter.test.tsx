import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { CounterPage } from './counter-page';
import { FIELD_IDS } from './validation';

const STATE = 'POST /api/referral/v1/referrals';
const stated = {
  referral_id: '0190a000-0000-7000-8000-00000000000a',
  case_number: '26-0412',
  kind: 'medecin_traitant',
  need_codes: ['find_medecin_traitant'],
  request_exists: false,
};
const click = (words: string | RegExp) => fireEvent.click(screen.getByText(words));
const field = (id: string) => document.getElementById(id) as HTMLInputElement;
const type = (id: string, value: string) => fireEvent.change(field(id), { target: { value } });

function answer() {
  click(/^Normal/);
  type(FIELD_IDS.familyName, 'Zyborowska');
  type(FIELD_IDS.givenName, 'Mélusine');
  type(FIELD_IDS.birth, '1948');
  type(FIELD_IDS.phone, '06 12 34 56 78');
  click('Femme');
  click('Sans adresse');
  click(/^D’accord, bulletin/);
}

it('lists what is missing and leads to it', async () => {
  const { container } = await renderScreen(<CounterPage />);
  click('Envoyer la demande');
  expect(await screen.findByText('Il y a un problème')).toBeVisible();
  await expectAccessible(container);
});

it('sends the médecin traitant that was chosen beforehand, keeps no draft, and ends with the sheet', async () => {
  const sent = answerWith({ [STATE]: { status: 201, body: stated } });
  const { container } = await renderScreen(<CounterPage />);
  expect(field(FIELD_IDS.familyName)).toHaveFocus();
  answer();
  click('Traitement interrompu');
  click('Téléconsultation possible');
  click('Envoyer la demande');
  expect(await screen.findByRole('button', { name: 'Imprimer la fiche' })).toBeVisible();
  expect(sent.map((one) => one.key)).not.toContain('POST /api/referral/v1/drafts');
  expect(sent.find((one) => one.key === STATE)?.body).toMatchObject({
    kind: 'medecin_traitant',
    need: ['find_medecin_traitant'],
    criteria: { treatment_stopped: 'yes', ald: 'unknown' },
    constraints: { teleconsultation: 'accepted', accompanied_by: null },
  });
  expect(document.body.textContent).not.toMatch(/Zyborowska|Mélusine|06 12/);
  await expectAccessible(container);
});

it('leaves nothing of one person to the next: neither in the fields nor in the memory of what was sent', async () => {
  answerWith({ [STATE]: { status: 201, body: stated } });
  const { queryClient } = await renderScreen(<CounterPage />);
  answer();
  click('Envoyer la demande');
  fireEvent.click(await screen.findByRole('button', { name: 'Personne suivante' }));
  await waitFor(() => expect(field(FIELD_IDS.familyName)).toHaveFocus());
  for (const id of ['familyName', 'givenName', 'birth', 'phone'] as const)
    expect(field(FIELD_IDS[id])).toHaveValue('');
  expect(queryClient.getMutationCache().getAll()).toEqual([]);
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toMatch(/Zyborowska|Mélusine/);
});

it('counts a refusal without asking who refused', async () => {
  const sent = answerWith({ 'POST /api/referral/v1/refused-consents': { status: 201, body: { id: 'x' } } });
  await renderScreen(<CounterPage />);
  type(FIELD_IDS.familyName, 'Zyborowska');
  click('Refuse');
  expect(field(FIELD_IDS.familyName)).toBeNull();
  click(/^Normal/);
  click('Enregistrer le refus, sans identité');
  expect(await screen.findByText(/Rien n’identifie la personne/)).toBeVisible();
  expect(sent.find((one) => one.key.endsWith('/refused-consents'))?.body).toEqual({
    kind: 'medecin_traitant',
    commune_code: null,
    recontact_on: null,
  });
});
