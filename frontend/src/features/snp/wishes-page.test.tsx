import { Notifications, notifications } from '@mantine/notifications';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { held, next } from './test-slots';
import { aWish, LIST, rows } from './test-wishes';
import { WishesPage } from './wishes-page';

const HOLD = { 'POST /api/scheduling/v1/slots/s-1/hold': { status: 201, body: held } };
const BOOK = 'POST /api/scheduling/v1/wishes/w-1/booking';

async function open(liste: 'a-appeler' | 'en-attente' | 'toutes' = 'a-appeler') {
  return renderScreen(
    <>
      <Notifications />
      <WishesPage search={{ liste }} onSearch={vi.fn()} />
    </>,
  );
}

// What one test said is not taken back by the next.
afterEach(() => notifications.clean());

it('names the refusal when the role books nothing', async () => {
  answerWith({ [LIST]: { status: 403, body: { type: 'https://maillage.invalid/problems/role-refused' } } });
  await open();
  expect(await screen.findByText('Accès refusé')).toBeVisible();
});

it('offers a retry when the reading fails', async () => {
  answerWith({ [LIST]: { status: 503, body: {} } });
  await open();
  expect(await screen.findByRole('button', { name: 'Réessayer' })).toBeVisible();
});

it('says that nobody is to be called, and how somebody gets there', async () => {
  answerWith(rows());
  const { container } = await open();
  expect(await screen.findByText(/Aucun créneau libre ne convient/)).toBeVisible();
  expect(screen.getByText(/quand aucun créneau ne convient/)).toBeVisible();
  await expectAccessible(container);
});

it('asks for the rows that the badge counts, and for no name before somebody is about to call', async () => {
  const sent = answerWith({
    ...rows(aWish()),
    'POST /api/referral/v1/names': {
      body: { erased: [], names: [{ referral_id: 'r-1', given_name: 'Louise', family_name: 'Garnier' }] },
    },
  });
  const { container } = await open();
  expect(await screen.findByText(/Valbrune · mar\. matin/)).toBeVisible();
  expect(sent.find((one) => one.key === LIST)?.query.get('fitting')).toBe('true');
  expect(sent.some((one) => one.key.endsWith('/names'))).toBe(false);
  await userEvent.click(screen.getByRole('button', { name: 'Afficher les noms' }));
  expect(await screen.findByText('Louise Garnier')).toBeVisible();
  await expectAccessible(container);
});

it('holds the slot during the call, books it in one act with the wish, and takes both back', async () => {
  const sent = answerWith({
    ...rows(aWish()),
    ...HOLD,
    [BOOK]: { body: { appointment_id: 'a-1' } },
    'POST /api/scheduling/v1/appointments/a-1/cancellation': { body: {} },
    'POST /api/scheduling/v1/wishes/w-1/resumption': { body: aWish() },
  });
  await open();
  await userEvent.click(await screen.findByRole('button', { name: /Réserver/ }));
  await screen.findByText(/gardé pour vous encore/);
  await userEvent.click(screen.getByRole('button', { name: 'Confirmer le rendez-vous' }));
  await screen.findByText(/Rendez-vous pris/);
  expect(sent.find((one) => one.key === BOOK)?.body).toEqual({
    slot_id: 's-1',
    modality: 'AMB',
    reason_code: 'snp',
    choice_recorded: 'phone',
  });
  await userEvent.click(screen.getByRole('button', { name: 'Annuler' }));
  await waitFor(() => expect(sent.at(-1)?.key).not.toBe(BOOK));
  await waitFor(() =>
    expect(sent.map((one) => one.key)).toContain('POST /api/scheduling/v1/wishes/w-1/resumption'),
  );
});

it('offers the next three when somebody was faster', async () => {
  answerWith({
    ...rows(aWish()),
    ...HOLD,
    [BOOK]: {
      status: 409,
      body: { type: 'https://maillage.invalid/problems/slot-taken', status: 409, next },
    },
  });
  await open();
  await userEvent.click(await screen.findByRole('button', { name: /Réserver/ }));
  await screen.findByText(/gardé pour vous encore/);
  await userEvent.click(screen.getByRole('button', { name: 'Confirmer le rendez-vous' }));
  const dialog = screen.getByRole('dialog');
  expect(await within(dialog).findAllByRole('button', { name: /^Réserver/ })).toHaveLength(3);
});

it('moves the appointment that an earlier slot replaces', async () => {
  const replaces = {
    appointment_id: 'a-1',
    slot_id: 's-9',
    professional_id: 'p-1',
    starts_at: '2026-11-27T08:00:00Z',
  };
  const sent = answerWith({
    ...rows(aWish({ replaces })),
    ...HOLD,
    [BOOK]: { body: { appointment_id: 'a-1' } },
  });
  await open();
  expect(await screen.findByText(/Cherche plus tôt/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /Déplacer ici/ }));
  await userEvent.click(await screen.findByRole('button', { name: 'Déplacer à ce créneau' }));
  await screen.findByText(/Rendez-vous déplacé/);
  expect(sent.find((one) => one.key === BOOK)?.body).toEqual({ slot_id: 's-1', modality: 'AMB' });
});

it('asks how the person chose before it moves her to somebody else, in one confirmation', async () => {
  const replaces = {
    appointment_id: 'a-1',
    slot_id: 's-9',
    professional_id: 'somebody-else',
    starts_at: '2026-11-27T08:00:00Z',
  };
  const sent = answerWith({
    ...rows(aWish({ replaces })),
    ...HOLD,
    [BOOK]: { body: { appointment_id: 'a-1' } },
  });
  await open();
  await userEvent.click(await screen.findByRole('button', { name: /Déplacer ici/ }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/celui d’un autre professionnel/)).toBeVisible();
  await userEvent.selectOptions(within(dialog).getByRole('combobox'), 'oral');
  await expectAccessible(dialog);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Déplacer à ce créneau' }));
  await screen.findByText(/Rendez-vous déplacé/);
  const moves = sent.filter((one) => one.key === BOOK);
  expect(moves.map((one) => one.body)).toEqual([
    { slot_id: 's-1', modality: 'AMB', choice_recorded: 'oral' },
  ]);
});

it('says that an appointment was taken by another road, and offers no slot beside it', async () => {
  answerWith(
    rows(
      aWish({ booked_since_at: '2026-11-24T08:00:00Z', is_open: false, slots: [], may: ['change', 'close'] }),
    ),
  );
  await open('en-attente');
  expect(await screen.findByText(/pris autrement/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /Réserver/ })).toBeNull();
});

it('closes what no longer suits, and takes that back', async () => {
  const sent = answerWith({
    ...rows(aWish()),
    'POST /api/scheduling/v1/wishes/w-1/closure': { body: aWish({ status: 'no_longer_suits' }) },
    'POST /api/scheduling/v1/wishes/w-1/resumption': { body: aWish() },
  });
  await open();
  await userEvent.click(await screen.findByRole('button', { name: /Ne convient plus/ }));
  await userEvent.click(await screen.findByRole('button', { name: 'Annuler' }));
  await waitFor(() =>
    expect(sent.map((one) => one.key)).toContain('POST /api/scheduling/v1/wishes/w-1/resumption'),
  );
});

it('changes what would suit, on the version that was read', async () => {
  const change = 'PUT /api/scheduling/v1/wishes/w-1';
  const sent = answerWith({ ...rows(aWish()), [change]: { body: aWish() } });
  await open();
  await userEvent.click(await screen.findByRole('button', { name: /Modifier/ }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('checkbox', { name: 'jeu. après-midi' }));
  await expectAccessible(dialog);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Enregistrer' }));
  await waitFor(() => expect(sent.find((one) => one.key === change)).toBeTruthy());
  const said = sent.find((one) => one.key === change);
  expect(said?.headers.get('If-Match')).toBe('"3"');
  expect(said?.body).toMatchObject({
    half_days: ['2-morning', '4-afternoon'],
    near_commune: '96001',
    within_km: 10,
    until_day: '2026-12-04',
  });
});
