import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
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
