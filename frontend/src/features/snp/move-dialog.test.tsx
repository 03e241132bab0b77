import { Notifications } from '@mantine/notifications';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { SnpPage } from './snp-page';
import { first, held, next, reading } from './test-slots';

const MOVE = 'POST /api/scheduling/v1/appointments/a-1/move';
const HOLD = { 'POST /api/scheduling/v1/slots/s-1/hold': { status: 201, body: held } };
const search = {
  deplacer: 'a-1',
  depuis: 's-0',
  le: '2026-11-23T08:00:00Z',
  pro: 'p-1',
  motif: 'snp',
} as const;
const problem = (rule: string, more: object = {}) => ({
  type: `https://maillage.invalid/problems/${rule}`,
  ...more,
});

async function choose(roles: Parameters<typeof aSession>[0] = { roles: ['referrer'] }) {
  const rendered = await renderScreen(
    <>
      <Notifications />
      <SnpPage search={search} onSearch={vi.fn()} />
    </>,
    { session: aSession(roles) },
  );
  await userEvent.click(await screen.findByRole('button', { name: /^Déplacer ici/ }));
  return { ...rendered, dialog: await screen.findByRole('dialog') };
}

it('says what is moved, and that the old slot stays taken until then', async () => {
  answerWith(reading);
  await renderScreen(<SnpPage search={search} onSearch={vi.fn()} />);
  expect(await screen.findByText(/l’ancien reste pris jusque-là/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Voir tous les créneaux' })).toBeVisible();
});

it('moves in one act, and back while it says so', async () => {
  const sent = answerWith({ ...reading, ...HOLD, [MOVE]: { body: { appointment_id: 'a-1' } } });
  const { dialog } = await choose();
  await expectAccessible(dialog);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Déplacer à ce créneau' }));
  await screen.findByText(/Rendez-vous déplacé/);
  const moves = () => sent.filter((one) => one.key === MOVE);
  expect(moves()[0]?.body).toEqual({ slot_id: 's-1', by: 'patient', modality: 'AMB' });
  expect(moves()[0]?.headers.get('Idempotency-Key')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Annuler' }));
  await waitFor(() => expect(moves()[1]?.body).toEqual({ slot_id: 's-0', by: 'patient' }));
});

it('says that a brigade does not go where the person lives, and moves there all the same once it is said', async () => {
  const far = { status: 422, body: problem('brigade-goes-elsewhere', { status: 422, title: 'x' }) };
  const sent = answerWith({ ...reading, ...HOLD, [MOVE]: far });
  await renderScreen(<SnpPage search={{ ...search, pres: '96001' }} onSearch={vi.fn()} />);
  await userEvent.click(await screen.findByRole('button', { name: /^Déplacer ici/ }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Déplacer à ce créneau' }));
  expect(await dialog.findByText('La brigade ne dessert pas la commune de la personne.')).toBeVisible();
  await userEvent.click(dialog.getByLabelText('La brigade s’y déplace quand même'));
  await userEvent.click(dialog.getByRole('button', { name: 'Déplacer à ce créneau' }));
  expect(sent.filter((one) => one.key === MOVE).map((one) => one.body)).toEqual([
    { slot_id: 's-1', by: 'patient', modality: 'AMB', home_commune: '96001' },
    { slot_id: 's-1', by: 'patient', modality: 'AMB', home_commune: '96001', outside_area: true },
  ]);
});

it('gives back a hold that is answered once the person has turned away', async () => {
  const RELEASE = 'DELETE /api/scheduling/v1/holds/h-1';
  const sent = answerWith({ ...reading, ...HOLD, [RELEASE]: { status: 204 } });
  const answer = globalThis.fetch;
  let comes = () => {};
  const answers = new Promise<void>((resolve) => {
    comes = resolve;
  });
  globalThis.fetch = async (input, init) => {
    if (input instanceof Request && input.url.endsWith('/hold')) await answers;
    return answer(input, init);
  };
  const { dialog } = await choose();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Annuler' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent.map((one) => one.key)).not.toContain(RELEASE);
  comes();
  await waitFor(() => expect(sent.map((one) => one.key)).toContain(RELEASE));
});

it('offers the next three when somebody was faster', async () => {
  answerWith({ ...reading, ...HOLD, [MOVE]: { status: 409, body: problem('slot-taken', { next }) } });
  const { dialog } = await choose();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Déplacer à ce créneau' }));
  expect(await within(dialog).findByText(/plus rapide/)).toBeVisible();
  expect(within(dialog).getAllByRole('button', { name: /^Déplacer ici/ })).toHaveLength(3);
});

it('asks how the person chose when it goes to another professional, and at whose wish', async () => {
  const sent = answerWith({ ...reading, ...HOLD, [MOVE]: { status: 422, body: problem('choice-unsaid') } });
  const { dialog } = await choose({ roles: ['care_coordinator'] });
  await userEvent.click(within(dialog).getByRole('radio', { name: 'du cabinet' }));
  const confirm = within(dialog).getByRole('button', { name: 'Déplacer à ce créneau' });
  await userEvent.click(confirm);
  await userEvent.selectOptions(await within(dialog).findByRole('combobox'), 'oral');
  await userEvent.click(confirm);
  const moves = sent.filter((one) => one.key === MOVE);
  expect(moves.map((one) => one.body)).toEqual([
    { slot_id: first.slot_id, by: 'practice', modality: 'AMB' },
    { slot_id: first.slot_id, by: 'practice', modality: 'AMB', choice_recorded: 'oral' },
  ]);
});

it('moves onto a part of its own time, which cannot be held beside it', async () => {
  const overlaps = { status: 409, body: problem('slot-taken', { state: 'overlaps', next }) };
  answerWith({
    ...reading,
    'POST /api/scheduling/v1/slots/s-1/hold': overlaps,
    [MOVE]: { body: { appointment_id: 'a-1' } },
  });
  const { dialog } = await choose();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Déplacer à ce créneau' }));
  expect(await screen.findByText(/Rendez-vous déplacé/)).toBeVisible();
});
