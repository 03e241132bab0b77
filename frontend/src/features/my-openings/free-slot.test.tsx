import { Notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { AgendaWeek } from './agenda-week';

const session = aSession({ roles: ['professional'], professional_id: 'p-1' });
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const slot = {
  slot_id: 's-1',
  opening_id: 'o-1',
  starts_at: `${tomorrow}T09:00:00Z`,
  ends_at: `${tomorrow}T09:15:00Z`,
  modalities: ['AMB', 'VR'],
  reasons: { snp: 15 },
  audience: ['cpts'],
  releases: [],
  shared_with: [],
  own_audience: false,
  status: 'free',
  overbooking: 0,
};
const sees = (slots: object[]) => ({
  'GET /api/scheduling/v1/professionals/p-1/agenda': {
    body: { professional_id: 'p-1', absences: [], slots, appointments: [] },
  },
  'GET /api/scheduling/v1/professionals/p-1/sharable-cpts': { body: { items: [] } },
});
const week = (
  <>
    <Notifications />
    <AgendaWeek professionalId="p-1" />
  </>
);
const open = async () =>
  userEvent.click(await screen.findByRole('button', { name: /^Changer le créneau de/ }));

it('says of a free slot how one comes, for what, and who sees it', async () => {
  answerWith(
    sees([
      slot,
      { ...slot, slot_id: 's-2', starts_at: `${tomorrow}T10:00:00Z`, audience: [], own_audience: true },
    ]),
  );
  const { container } = await renderScreen(week, { session });
  expect(await screen.findByText(/Au cabinet, À distance · .* · CPTS$/)).toBeVisible();
  expect(screen.getByText(/vous seul/)).toBeVisible();
  expect(screen.getAllByText('Réglage propre')).toHaveLength(1);
  await expectAccessible(container);
});

it('opens one slot to regulation too, and sends nothing while nobody is named', async () => {
  const sent = answerWith({
    ...sees([slot]),
    'PUT /api/scheduling/v1/slots/s-1/audience': { status: 204 },
  });
  await renderScreen(week, { session });
  await open();
  const dialog = within(await screen.findByRole('dialog', { name: /^Créneau libre, / }));
  await userEvent.click(dialog.getByRole('checkbox', { name: 'La CPTS' }));
  expect(dialog.getByRole('button', { name: 'Enregistrer' })).toBeDisabled();
  await userEvent.click(dialog.getByRole('checkbox', { name: 'Le SAS et la régulation' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Enregistrer' }));
  expect(await screen.findByText('Créneau modifié.')).toBeVisible();
  expect(sent.find((one) => one.key.startsWith('PUT'))?.body).toEqual({
    audience: ['snp'],
    releases: [],
    shared_with: [],
  });
});

it('keeps what was chosen when the server refuses, in the words of the rule', async () => {
  answerWith({
    ...sees([slot]),
    'PUT /api/scheduling/v1/slots/s-1/audience': {
      status: 409,
      body: { type: 'https://maillage.org/problems/slot-taken', title: '', status: 409, detail: '' },
    },
  });
  await renderScreen(week, { session });
  await open();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Le public' }));
  await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }));
  expect(await screen.findByText(/Ce créneau vient d’être pris/)).toBeVisible();
  expect(screen.getByRole('checkbox', { name: 'Le public' })).toBeChecked();
});

it('closes one slot with a way back, and gives a slot back to its opening', async () => {
  const sent = answerWith({
    ...sees([{ ...slot, own_audience: true }]),
    'POST /api/scheduling/v1/closures': { status: 201, body: { closure_id: 'c-1', still_booked: [] } },
    'DELETE /api/scheduling/v1/closures/c-1': { status: 204 },
    'DELETE /api/scheduling/v1/slots/s-1/audience': { status: 204 },
  });
  await renderScreen(week, { session });
  await open();
  await userEvent.click(screen.getByRole('button', { name: 'Comme sa plage' }));
  expect(await screen.findByText('Le créneau est vu comme sa plage.')).toBeVisible();
  await open();
  await userEvent.click(screen.getByRole('button', { name: 'Fermer ce créneau' }));
  expect(await screen.findByText('Créneau fermé.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Annuler' }));
  expect(sent.map(({ key }) => key).filter((key) => !key.startsWith('GET'))).toEqual([
    'DELETE /api/scheduling/v1/slots/s-1/audience',
    'POST /api/scheduling/v1/closures',
    'DELETE /api/scheduling/v1/closures/c-1',
  ]);
});
