import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { ConfirmVisit } from './confirm-visit';

const PATH = '/api/referral/v1/referrals/r-1/confirmations';
const visit = {
  appointment_id: 'a-1',
  starts_at: '2026-11-23T08:30:00Z',
  modality: 'AMB',
  assisted: null,
  professional_name: 'Dr Anne Martin',
  place: '1 place du Marché, 97000, Valbrune',
  phone: '0199000001',
  ways: ['sms', 'mail'],
  sent: [{ way: 'sms', what: 'booked', state: 'sent', asked_at: '2026-11-20T08:30:00Z' }],
};

async function open(items: unknown[]) {
  const sent = answerWith({
    [`GET ${PATH}`]: { body: { items } },
    [`POST ${PATH}`]: { status: 201, body: visit.sent[0] },
  });
  await renderScreen(<ConfirmVisit referralId="r-1" appointmentId="a-1" label="lundi" />);
  await userEvent.click(await screen.findByRole('button', { name: /Confirmer à la personne/ }));
  return { sent, dialog: await screen.findByRole('dialog') };
}

it('writes to nobody before the person agreed', async () => {
  const { sent, dialog } = await open([visit]);
  const sms = await screen.findByRole('button', { name: 'Envoyer un SMS' });
  expect(sms).toBeDisabled();
  await expectAccessible(dialog);
  await userEvent.click(screen.getByRole('checkbox', { name: /accepte de recevoir/ }));
  await userEvent.click(sms);
  const act = () => sent.find((one) => one.key === `POST ${PATH}`);
  await waitFor(() => expect(act()?.body).toEqual({ appointment_id: 'a-1', way: 'sms', agreed: true }));
});

it('shows the slip as it is printed, and what was said before', async () => {
  await open([visit]);
  expect(await screen.findByText(/1 place du Marché/)).toBeVisible();
  expect(screen.getByText(/01 99 00 00 01/)).toBeVisible();
  expect(screen.getByText(/SMS du .* envoyé/)).toBeVisible();
});

it('says of what did not arrive that she is to be told otherwise', async () => {
  await open([{ ...visit, sent: [{ ...visit.sent[0], way: 'mail', state: 'failed' }] }]);
  expect(
    await screen.findByText(/Courriel du .* n’est pas arrivé.*prévenir la personne autrement/),
  ).toBeVisible();
});

it('offers paper alone to a person who cannot be written to', async () => {
  await open([{ ...visit, ways: [], sent: [] }]);
  expect(await screen.findByRole('button', { name: 'Imprimer' })).toBeEnabled();
  expect(screen.queryByRole('button', { name: /Envoyer/ })).toBeNull();
});

it.each([
  ['consultation', 'En téléconsultation accompagnée'],
  ['care', 'À distance, avec une personne pour vous aider'],
])('sends the person to the booth where somebody assists her (%s)', async (assisted, words) => {
  await open([{ ...visit, modality: 'VR', assisted, place: 'Pharmacie du Pont, Valbrune' }]);
  expect(await screen.findByText(words)).toBeVisible();
  expect(screen.getByText(/Pharmacie du Pont, Valbrune/)).toBeVisible();
  expect(screen.queryByText('À distance')).toBeNull();
});

it('waits for an appointment that is on its way from the agenda', async () => {
  await open([]);
  expect(await screen.findByText(/arrive de l’agenda/)).toBeVisible();
});
