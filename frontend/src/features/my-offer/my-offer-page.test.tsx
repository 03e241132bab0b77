import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { aSheet } from '@/test-build';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { MyOfferPage } from './my-offer-page';

const sheet = aSheet();
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
  expect(put?.body).toMatchObject({
    accepts_new_patients: true,
    accepts_from: null,
    capacity: 20,
    working_time: 0.8,
  });
  await expectAccessible(container);
  fireEvent.change(screen.getByLabelText(/^À partir du/), { target: { value: '2027-03-01' } });
  await waitFor(() => expect(sent.at(-1)?.body).toMatchObject({ accepts_from: '2027-03-01' }), {
    timeout: 3_000,
  });
});
