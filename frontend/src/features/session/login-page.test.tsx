import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { LoginPage } from './login-page';

const PASSWORD = 'POST /api/accounts/v1/sessions/password';
const LINK = 'POST /api/accounts/v1/sessions/email-link';
const session = aSession();
const demonstration: [readonly unknown[], unknown][] = [
  [['accounts', 'login-methods'], { password: true, email_link: true, oidc: [] }],
  [
    ['accounts', 'demonstration-accounts'],
    [{ email: 'p@demo.test', password: 'x', name: 'Paul Roy', roles: ['referrer'], label: 'Pharmacien' }],
  ],
];

it('offers Pro Santé Connect and the mail link, and no password, outside of the demonstration', async () => {
  await renderScreen(<LoginPage />, {
    session: null,
    cached: [
      [
        ['accounts', 'login-methods'],
        {
          password: false,
          email_link: true,
          oidc: [{ key: 'psc', label: 'Pro Santé Connect', href: '/api/accounts/v1/oidc/psc/start' }],
        },
      ],
    ],
  });
  expect(screen.getByRole('link', { name: /Pro Santé Connect/ })).toHaveAttribute(
    'href',
    '/api/accounts/v1/oidc/psc/start',
  );
  expect(screen.queryByText(/mot de passe/i)).not.toBeInTheDocument();
});

it('signs in as a demonstration account in one click', async () => {
  const sent = answerWith({ [PASSWORD]: { body: session } });
  const { container, location } = await renderScreen(<LoginPage returnTo="/demandes" />, {
    session: null,
    cached: demonstration,
  });
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: /Pharmacien/ }));
  await waitFor(() => expect(location()).toBe('/demandes'));
  expect(sent[0]?.body).toEqual({ email: 'p@demo.test', password: 'x' });
});

it('says that the password is wrong and keeps what was typed', async () => {
  answerWith({
    [PASSWORD]: { status: 401, body: { type: 'https://maillage.invalid/problems/bad-credentials' } },
  });
  await renderScreen(<LoginPage />, { session: null, cached: demonstration });
  const [email] = screen.getAllByLabelText('Adresse électronique');
  if (!email) throw new Error('no field');
  fireEvent.change(email, { target: { value: 'a@b.fr' } });
  fireEvent.change(screen.getByLabelText('Mot de passe'), { target: { value: 'non' } });
  fireEvent.click(screen.getByRole('button', { name: 'Se connecter' }));
  expect(await screen.findByText('Adresse ou mot de passe inconnu.')).toBeVisible();
  expect(email).toHaveValue('a@b.fr');
});

it('redeems a mailed link only after a click, then asks for the second factor', async () => {
  let calls = 0;
  const sent = answerWith({
    [LINK]: () => {
      calls += 1;
      return calls === 1
        ? { status: 401, body: { type: 'https://maillage.invalid/problems/totp-required' } }
        : { body: { session, enrolment: null } };
    },
  });
  const { location } = await renderScreen(<LoginPage mailToken="abc" />, { session: null });
  expect(sent).toHaveLength(0);
  fireEvent.click(screen.getByRole('button', { name: 'Continuer' }));
  fireEvent.change(await screen.findByLabelText('Code à six chiffres'), { target: { value: '123456' } });
  fireEvent.click(screen.getByRole('button', { name: 'Valider le code' }));
  await waitFor(() => expect(location()).toBe('/a-faire'));
  expect(sent.at(-1)?.body).toEqual({ token: 'abc', totp: '123456' });
});
