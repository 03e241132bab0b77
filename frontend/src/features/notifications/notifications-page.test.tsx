import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { NotificationsPage } from './notifications-page';

const PATH = '/api/referral/v1/notifications';
const ALL = ['immediate', 'daily', 'weekly', 'off'];
const shown = (message = 'immediate') => ({
  items: [
    { kind: 'outcome', rhythm: 'immediate', rhythms: ALL.slice(0, 3), must_be_told: true },
    { kind: 'message', rhythm: message, rhythms: ALL, must_be_told: false },
  ],
  email: 'claire@exemple.test',
  next_digest_at: '2026-11-24T07:00:00Z',
});

it('says when the role has nothing to be told of', async () => {
  answerWith({ [`GET ${PATH}`]: { status: 403, body: { type: 'x/role-refused' } } });
  await renderScreen(<NotificationsPage />);
  expect(await screen.findByText('Accès refusé')).toBeVisible();
});

it('offers no « never » for what is owed, and says why', async () => {
  answerWith({ [`GET ${PATH}`]: { body: shown() } });
  const { container } = await renderScreen(<NotificationsPage />);
  const owed = await screen.findByRole('radiogroup', { name: /Ce que deviennent les demandes/ });
  expect(within(owed).queryByLabelText('Jamais par courriel')).not.toBeInTheDocument();
  expect(screen.getByText(/il ne se coupe pas/)).toBeVisible();
  expect(screen.getByText(/claire@exemple.test/)).toBeVisible();
  await expectAccessible(container);
});

it('keeps each choice as it is made', async () => {
  const sent = answerWith({
    [`GET ${PATH}`]: { body: shown() },
    [`PUT ${PATH}`]: { body: shown('daily') },
  });
  await renderScreen(<NotificationsPage />);
  const messages = await screen.findByRole('radiogroup', { name: /Un message/ });
  await userEvent.click(within(messages).getByLabelText('Chaque matin ouvré'));
  await waitFor(() => expect(within(messages).getByLabelText('Chaque matin ouvré')).toBeChecked());
  expect(sent.at(-1)?.body).toEqual({ items: [{ kind: 'message', rhythm: 'daily' }] });
});

const BOX = '/api/referral/v1/structure-mailbox';
const OF_PHARMACY = { session: aSession({ roles: ['referrer'], structure: '970000001' }) };
const mailbox = (changed = {}) => ({
  structure: '970000001',
  structure_name: 'Pharmacie des Halles',
  address: null,
  confirmed_at: null,
  confirmed_by_name: null,
  asked_address: null,
  muted: false,
  ...changed,
});

it('shows no mailbox to whoever is of no structure', async () => {
  answerWith({ [`GET ${PATH}`]: { body: shown() } });
  await renderScreen(<NotificationsPage />);
  await screen.findByText(/claire@exemple.test/);
  expect(screen.queryByRole('heading', { name: 'La boîte de votre structure' })).not.toBeInTheDocument();
});

it('says in words why an address or a link is refused', async () => {
  answerWith({
    [`GET ${PATH}`]: { body: shown() },
    [`GET ${BOX}`]: { body: mailbox() },
    [`PUT ${BOX}`]: { status: 422, body: { type: 'x/input-invalid' } },
    [`POST ${BOX}/confirmation`]: { status: 422, body: { type: 'x/mailbox-link-unknown' } },
  });
  const { container } = await renderScreen(<NotificationsPage link="old" />, OF_PHARMACY);
  await userEvent.type(await screen.findByLabelText('Adresse de la boîte'), 'accueil');
  await userEvent.click(screen.getByRole('button', { name: 'Envoyer le lien' }));
  expect(await screen.findByText(/Cette adresse n’est pas complète/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Confirmer cette boîte' }));
  expect(await screen.findByText(/Ce lien ne confirme aucune boîte/)).toBeVisible();
  await expectAccessible(container);
});

it('sends a link, confirms by it, and lets each mute himself', async () => {
  const asked = mailbox({ asked_address: 'accueil@halles.test' });
  const inForce = mailbox({
    address: 'accueil@halles.test',
    confirmed_at: '2026-11-24T07:00:00Z',
    confirmed_by_name: 'Claire Lefèvre',
  });
  const sent = answerWith({
    [`GET ${PATH}`]: { body: shown() },
    [`GET ${BOX}`]: { body: mailbox() },
    [`PUT ${BOX}`]: { body: asked },
    [`POST ${BOX}/confirmation`]: { body: inForce },
    [`PUT ${BOX}/muting`]: { body: { ...inForce, muted: true } },
  });
  await renderScreen(<NotificationsPage link="a-link" />, OF_PHARMACY);
  await userEvent.type(await screen.findByLabelText('Adresse de la boîte'), 'accueil@halles.test');
  await userEvent.click(screen.getByRole('button', { name: 'Envoyer le lien' }));
  expect(await screen.findByText(/Un lien a été envoyé à accueil@halles.test/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Confirmer cette boîte' }));
  expect(await screen.findByText(/Les avis de la structure partent à accueil@halles.test/)).toBeVisible();
  await userEvent.click(screen.getByLabelText(/Me montrer les nouvelles/));
  await waitFor(() => expect(screen.getByLabelText(/Me montrer les nouvelles/)).not.toBeChecked());
  expect(sent.slice(-3).map((one) => one.body)).toEqual([
    { address: 'accueil@halles.test' },
    { token: 'a-link' },
    { muted: true },
  ]);
});
