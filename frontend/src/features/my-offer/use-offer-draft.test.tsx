import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { type Professional, professionalQuery } from '@/directory/queries';
import { aSheet } from '@/test-build';
import { answerWith, aSession, renderScreen, type Sent } from '@/test-render';
import { MyOfferPage } from './my-offer-page';
import { settingsQuery } from './solicitation-queries';

const SHEET = 'GET /api/directory/v1/professionals/p-1';
const SAVE = 'PUT /api/directory/v1/professionals/p-1/offer';
const CONFIRM = 'POST /api/directory/v1/professionals/p-1/offer/confirmation';
const { queryKey } = professionalQuery('p-1');
const read = aSheet();
const byColleague = aSheet({ version: 9, offer: { ...read.offer, capacity: 5 } as Professional['offer'] });

const wishes = { weekly_cap: 3, declined_kinds: [], etag: '"1"' };

const clash = { status: 412, body: { type: 'https://maillage.invalid/problems/precondition-failed' } };
const kept = ({ body }: Sent) => ({
  body: { professional_id: 'p-1', version: 8, offer: { ...read.offer, ...body } },
});

const accepts = () => screen.findByLabelText('J’accepte de nouveaux patients');
const open = () =>
  renderScreen(<MyOfferPage />, {
    session: aSession({ roles: ['professional'], professional_id: 'p-1' }),
    cached: [
      [queryKey, read],
      [['directory', 'languages'], { items: [] }],
      [settingsQuery('p-1').queryKey, wishes],
    ],
  });
const savedUnder = (sent: Sent[]) =>
  sent.filter((one) => one.key === SAVE).map((one) => one.headers.get('If-Match'));

it('never sends what was typed on one version under a version read later', async () => {
  const sent = answerWith({ [SAVE]: clash, [SHEET]: { body: byColleague } });
  const { queryClient } = await open();
  fireEvent.click(await accepts());
  act(() => void queryClient.setQueryData(queryKey, byColleague));
  await waitFor(() => expect(savedUnder(sent)).toEqual(['"7"']), { timeout: 3_000 });
});

it('shows the newer sheet after a clash, and the next change is made on it', async () => {
  const sent = answerWith({ [SAVE]: clash, [SHEET]: { body: byColleague } });
  await open();
  fireEvent.click(await accepts());
  await waitFor(() => expect(screen.getByDisplayValue('5')).toBeVisible(), { timeout: 3_000 });
  expect(screen.getByRole('alert')).toHaveTextContent(/La version à jour est affichée/);
  expect(await accepts()).not.toBeChecked();
  fireEvent.click(await accepts());
  await waitFor(() => expect(savedUnder(sent)).toEqual(['"7"', '"9"']), { timeout: 3_000 });
  expect(sent.filter((one) => one.key === SAVE).at(-1)?.body).toMatchObject({ capacity: 5 });
});

it('takes in a newer sheet while nothing is typed', async () => {
  answerWith({});
  const { queryClient } = await open();
  await accepts();
  act(() => void queryClient.setQueryData(queryKey, byColleague));
  expect(await screen.findByDisplayValue('5')).toBeVisible();
});

it('saves under its own new version when two changes follow each other', async () => {
  const sent = answerWith({ [SAVE]: kept });
  await open();
  fireEvent.click(await accepts());
  await waitFor(() => expect(savedUnder(sent)).toEqual(['"7"']), { timeout: 3_000 });
  fireEvent.click(screen.getByLabelText('Je fais des visites à domicile'));
  await waitFor(() => expect(savedUnder(sent)).toEqual(['"7"', '"8"']), { timeout: 3_000 });
});

it('keeps the last change of somebody who leaves at once', async () => {
  const sent = answerWith({ [SAVE]: kept });
  const { unmount } = await open();
  fireEvent.click(await accepts());
  unmount();
  await waitFor(() => expect(savedUnder(sent)).toEqual(['"7"']), { timeout: 3_000 });
});

it('does not confirm a sheet that could not take what was just typed', async () => {
  const sent = answerWith({ [SAVE]: clash, [SHEET]: { body: byColleague } });
  await open();
  fireEvent.click(await accepts());
  fireEvent.click(screen.getByRole('button', { name: 'Tout est exact' }));
  await screen.findByRole('alert');
  expect(sent.map((one) => one.key)).not.toContain(CONFIRM);
});

it('saves what was just typed before it confirms the sheet', async () => {
  const sent = answerWith({ [SAVE]: kept, [SHEET]: { body: read }, [CONFIRM]: { body: {} } });
  await open();
  fireEvent.click(await accepts());
  fireEvent.click(screen.getByRole('button', { name: 'Tout est exact' }));
  await waitFor(() => expect(sent.map((one) => one.key).slice(0, 2)).toEqual([SAVE, CONFIRM]), {
    timeout: 500,
  });
});
