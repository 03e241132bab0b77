import { Notifications } from '@mantine/notifications';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { type DraftLine, draftsQuery } from '@/referral/drafts';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { DraftsPage } from './drafts-page';

const ID = '0190a000-0000-7000-8000-0000000000d1';
const ONE = `/api/referral/v1/drafts/${ID}`;

const aDraft = (overrides: Partial<DraftLine> = {}): DraftLine => ({
  draft_id: ID,
  kind: 'social',
  label: 'Martin Anne',
  edited_at: '2026-11-20T09:00:00Z',
  erased_at: '2026-11-27T09:00:00Z',
  version: 3,
  ...overrides,
});
const words = { kind: 'social', label: 'Martin Anne', content: '{"familyName":"Martin"}' };

const open = (...drafts: DraftLine[]) =>
  renderScreen(
    <>
      <DraftsPage />
      <Notifications />
    </>,
    { session: aSession({ roles: ['referrer'] }), cached: [[draftsQuery.queryKey, drafts]] },
  );

it('says where drafts come from when there is none', async () => {
  await open();
  expect(screen.getByText(/Aucun brouillon/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Saisir une demande' })).toHaveAttribute(
    'href',
    '/demandes/nouvelle',
  );
});

it('leads back to the form of its kind, and says who reads it and until when', async () => {
  const { container } = await open(aDraft());
  expect(screen.getByText(/ni vos collègues, ni la coordination/)).toBeVisible();
  expect(screen.getByRole('link', { name: /^Reprendre/ })).toHaveAttribute(
    'href',
    `/demandes/nouvelle?type=social&brouillon=${ID}`,
  );
  await expectAccessible(container);
});

it('names a draft without need or name by what is missing', async () => {
  await open(aDraft({ kind: null, label: '' }));
  expect(screen.getByText('Besoin à préciser · personne non nommée')).toBeVisible();
});

it('discards at once, and an undo keeps the same words again', async () => {
  const sent = answerWith({
    [`GET ${ONE}`]: { body: { ...aDraft(), ...words } },
    [`DELETE ${ONE}`]: { status: 204 },
    'POST /api/referral/v1/drafts': { status: 201, body: { ...aDraft(), draft_id: 'again' } },
    'GET /api/referral/v1/drafts': { body: { items: [] } },
  });
  await open(aDraft());
  fireEvent.click(screen.getByRole('button', { name: /^Supprimer/ }));
  await waitFor(() => expect(sent.map((one) => one.key)).toContain(`DELETE ${ONE}`));
  expect(await screen.findByText(/Aucun brouillon/)).toBeVisible();
  fireEvent.click(await screen.findByRole('button', { name: 'Annuler' }));
  await waitFor(() => expect(sent.find((one) => one.key.startsWith('POST'))?.body).toEqual(words));
});

it('keeps the line and says why when it cannot be discarded', async () => {
  answerWith({ [`GET ${ONE}`]: { status: 503, body: {} } });
  await open(aDraft());
  fireEvent.click(screen.getByRole('button', { name: /^Supprimer/ }));
  expect(await screen.findByText(/L’action n’a pas été faite/)).toBeVisible();
  expect(screen.getByRole('link', { name: /Martin Anne/ })).toBeVisible();
});
