import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { SESSION_EXPIRED } from '@/api/client';
import { answerWith, aSession, renderScreen } from '@/test-render';
import { SessionExpired } from './session-expired';

it('signs in over the page and leaves what was typed under it', async () => {
  answerWith({
    'GET /api/accounts/v1/login-methods': { body: { password: true, email_link: false, oidc: [] } },
    'GET /api/accounts/v1/demonstration-accounts': {
      body: [{ email: 'a@b.fr', password: 'x', name: 'Anne', roles: ['referrer'], label: 'Pharmacienne' }],
    },
    'POST /api/accounts/v1/sessions/password': { body: aSession() },
  });
  await renderScreen(
    <>
      <input aria-label="Nom" />
      <SessionExpired />
    </>,
  );
  fireEvent.change(screen.getByLabelText('Nom'), { target: { value: 'Testard' } });
  act(() => void window.dispatchEvent(new CustomEvent(SESSION_EXPIRED)));
  fireEvent.click(await screen.findByText('Pharmacienne'));
  await waitFor(() => expect(screen.queryByText('Votre session a expiré')).not.toBeInTheDocument());
  expect(screen.getByLabelText('Nom')).toHaveValue('Testard');
});
