import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { MyOfferPage } from './my-offer-page';

const sheet = {
  professional_id: 'p-1',
  rpps: '99000000010',
  family_name: 'Martin',
  given_name: 'Anne',
  title: 'Dr',
  sex: 'female',
  profession_code: '10',
  profession_label: 'Médecin',
  specialty_codes: [],
  specialty_labels: [],
  is_general_practitioner: true,
  is_member: true,
  is_volunteer: false,
  member_since: '2024-01-01',
  in_territory: true,
  places: [],
  contact: { email: null, phone: null, mssante: null, source: 'rpps' },
  offer: {
    accepts_new_patients: false,
    capacity: 20,
    working_time: 0.8,
    home_visits: null,
    teleconsultation: null,
    languages: ['fr'],
    wheelchair_accessible: true,
    min_age: null,
    max_age: null,
    tiers_payant: true,
    source: 'self',
    confirmed_at: '2026-11-01T09:00:00Z',
    confirmed_by: 'Dr Anne Martin',
  },
  absences: [],
  freshness: [],
  version: 7,
};
const reading = {
  'GET /api/directory/v1/professionals/p-1': { body: sheet },
  'GET /api/directory/v1/reference/languages': { body: { items: [{ code: 'fr', label: 'français' }] } },
};
const session = aSession({ roles: ['professional'], professional_id: 'p-1' });

it('says so when the account is linked to no sheet', async () => {
  await renderScreen(<MyOfferPage />, { session: aSession({ professional_id: null }) });
  expect(screen.getByText(/n’est lié à aucune fiche/)).toBeVisible();
});

it('shows that somebody changed the sheet in between', async () => {
  answerWith({
    ...reading,
    'PUT /api/directory/v1/professionals/p-1/offer': {
      status: 412,
      body: { type: 'https://maillage.invalid/problems/precondition-failed', status: 412 },
    },
  });
  await renderScreen(<MyOfferPage />, { session });
  await userEvent.click(await screen.findByLabelText('J’accepte de nouveaux patients'));
  expect(await screen.findByText(/Quelqu’un a modifié cette fiche/, {}, { timeout: 3_000 })).toBeVisible();
});

it('saves a switch by itself, on the version that was read', async () => {
  const sent = answerWith({
    ...reading,
    'PUT /api/directory/v1/professionals/p-1/offer': {
      body: { professional_id: 'p-1', version: 8, offer: { ...sheet.offer, accepts_new_patients: true } },
    },
  });
  const { container } = await renderScreen(<MyOfferPage />, { session });
  await userEvent.click(await screen.findByLabelText('J’accepte de nouveaux patients'));
  await waitFor(() => expect(screen.getByText(/Enregistré à/)).toBeVisible(), { timeout: 3_000 });
  const put = sent.find((one) => one.key.startsWith('PUT'));
  expect(put?.headers.get('If-Match')).toBe('"7"');
  expect(put?.body).toMatchObject({ accepts_new_patients: true, capacity: 20, working_time: 0.8 });
  await expectAccessible(container);
});
