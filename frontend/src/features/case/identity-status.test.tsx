import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { CareBulletin, IdentityReliability, Referral } from '@/api/types';
import { referralQuery } from '@/referral/queries';
import { aReferral } from '@/test-build';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { CasePage } from './case-page';

const ID = '0190a000-0000-7000-8000-00000000000a';
const BASE = `/api/referral/v1/referrals/${ID}`;
const provisional: IdentityReliability = {
  status: 'provisional',
  document: null,
  document_seen_by_name: null,
  document_seen_at: null,
  ins: null,
};
const validated: IdentityReliability = {
  ...provisional,
  status: 'validated',
  document: 'passport',
  document_seen_by_name: 'Paul Roy',
  document_seen_at: '2026-11-20T09:00:00Z',
};
const bulletin = (reliability: IdentityReliability) =>
  ({
    referral_id: ID,
    ground: 'care_team',
    identity: {
      family_name: 'Zyborowska',
      birth_name: null,
      given_name: 'Mélusine',
      birth_date: '1961-05-04',
      birth_year: null,
      sex: 'female',
      address: null,
      commune_code: null,
      phone: null,
      email: null,
      through_referrer: true,
      nir: null,
      representative: null,
      reliability,
    },
    difficulty: null,
    care_asked: null,
    usual_carers: null,
    treatment: null,
    mobility: null,
    preferences: null,
    language_codes: [],
    answers: {},
    links: [],
    updated_at: '2026-11-20T09:00:00Z',
    updated_by_name: 'Paul Roy',
    version: 1,
  }) satisfies CareBulletin;

async function open(
  reliability: IdentityReliability,
  answers: Parameters<typeof answerWith>[0] = {},
  overrides: Partial<Referral> = {},
) {
  const sent = answerWith({ [`GET ${BASE}/care-bulletin`]: { body: bulletin(reliability) }, ...answers });
  const { container } = await renderScreen(<CasePage id={ID} tab="soin" />, {
    cached: [[referralQuery(ID).queryKey, aReferral({ allowed_acts: [], ...overrides })]],
  });
  await userEvent.click(screen.getByRole('button', { name: 'Ouvrir le bulletin' }));
  return { sent, container };
}

it('asks nothing more about a request that has ended', async () => {
  await open(validated, {}, { status: 'closed' });
  expect(await screen.findByText('Identité validée')).toBeVisible();
  expect(screen.queryByRole('button', { name: /Vérifier l’identité/ })).toBeNull();
});

it('takes no matricule with an identity that is only validated, and no document of one that is retrieved', async () => {
  await open(provisional);
  await userEvent.click(await screen.findByRole('button', { name: /Vérifier l’identité/ }));
  await userEvent.click(screen.getByRole('radio', { name: 'Identité validée' }));
  expect(screen.queryByLabelText(/Matricule INS/)).toBeNull();
  expect(screen.getByRole('button', { name: 'Enregistrer l’identité' })).toBeDisabled();
  await userEvent.click(screen.getByRole('radio', { name: 'Identité récupérée' }));
  expect(screen.queryByLabelText(/Pièce d’identité vue/)).toBeNull();
  expect(screen.getByRole('button', { name: 'Enregistrer l’identité' })).toBeDisabled();
});

it('writes down on which document the identity is sure, and does not read the bulletin a second time', async () => {
  const { sent, container } = await open(provisional, {
    [`PUT ${BASE}/identity-status`]: { body: validated },
  });
  expect(await screen.findByText('Identité provisoire')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /Vérifier l’identité/ }));
  await userEvent.click(screen.getByRole('radio', { name: 'Identité validée' }));
  await userEvent.selectOptions(screen.getByLabelText(/Pièce d’identité vue/), 'passport');
  await expectAccessible(document.body);
  await userEvent.click(screen.getByRole('button', { name: 'Enregistrer l’identité' }));
  expect(await screen.findByText(/^Passeport, vue le .* par Paul Roy$/)).toBeVisible();
  expect(sent.find((one) => one.key.startsWith('PUT'))?.body).toEqual({
    status: 'validated',
    document: 'passport',
    ins: null,
  });
  expect(sent.filter((one) => one.key.endsWith('care-bulletin'))).toHaveLength(1);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await expectAccessible(container);
});
