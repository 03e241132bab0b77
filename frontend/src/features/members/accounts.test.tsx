import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { MembersPage } from './members-page';

const BASE = '/api/accounts/v1/accounts';
const account = {
  account_id: 'a-1',
  name: 'Noa Petit',
  email: 'noa@exemple.test',
  roles: ['referrer'],
  professional_id: null as string | null,
  structure: null,
  has_totp: true,
  version: 3,
};
const found = {
  professional_id: 'p-2',
  given_name: 'Luc',
  family_name: 'Royer',
  profession_label: 'Médecin',
  is_member: true,
};
const reading = {
  [`GET ${BASE}`]: { body: { items: [account], next: null } },
  'GET /api/directory/v1/professionals': { body: { items: [found], next: null } },
};
const open = (role: 'director' | 'secretary' | 'care_coordinator') =>
  renderScreen(<MembersPage search={{ vue: 'comptes' }} onSearch={vi.fn()} />, {
    session: aSession({ roles: [role] }),
  });

it('shows no account to a coordinator, whatever the address says', async () => {
  const sent = answerWith({
    'GET /api/directory/v1/members': { body: { items: [], next: null } },
    'GET /api/directory/v1/reference/professions': { body: { items: [] } },
    'GET /api/directory/v1/communes': { body: { items: [] } },
  });
  await open('care_coordinator');
  await screen.findByText(/Aucun adhérent/);
  expect(sent.some((one) => one.key === `GET ${BASE}`)).toBe(false);
});

it('lets the secretary invite members alone and change no role', async () => {
  answerWith(reading);
  await open('secretary');
  expect(await screen.findByText('Noa Petit')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Rôles/ })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Inviter une personne' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getAllByRole('checkbox')).toHaveLength(2);
});

it('asks for the sheet of a professional before inviting him', async () => {
  const sent = answerWith({ ...reading, [`POST ${BASE}`]: { status: 201, body: account } });
  await open('director');
  await userEvent.click(await screen.findByRole('button', { name: 'Inviter une personne' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.change(within(dialog).getByLabelText(/Adresse électronique/), {
    target: { value: 'Luc@Exemple.test' },
  });
  await userEvent.click(within(dialog).getByRole('checkbox', { name: 'Professionnel de santé' }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Envoyer l’invitation' }));
  expect(await within(dialog).findByText('Choisissez la fiche')).toBeVisible();
  expect(sent.some((one) => one.key === `POST ${BASE}`)).toBe(false);
  await userEvent.type(within(dialog).getByRole('combobox', { name: 'Fiche de l’annuaire' }), 'royer');
  await userEvent.click(await screen.findByRole('option', { name: /Luc Royer/ }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Envoyer l’invitation' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === `POST ${BASE}`)?.body).toEqual({
      email: 'luc@exemple.test',
      name: 'Luc Royer',
      roles: ['professional'],
      professional_id: 'p-2',
      structure: null,
    }),
  );
});

it('changes the roles of another on the version that was read, and never one’s own', async () => {
  const own = { ...account, account_id: aSession().account_id, name: 'Claire Lefèvre' };
  const sent = answerWith({
    [`GET ${BASE}`]: { body: { items: [account, own], next: null } },
    [`PUT ${BASE}/a-1/roles`]: { body: { ...account, roles: ['referrer', 'secretary'], version: 4 } },
  });
  const { container } = await open('director');
  expect(await screen.findAllByRole('button', { name: /^Rôles/ })).toHaveLength(1);
  await expectAccessible(container);
  await userEvent.click(screen.getByRole('button', { name: /^Rôles/ }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).queryByRole('checkbox', { name: 'Professionnel de santé' })).toBeNull();
  await userEvent.click(within(dialog).getByRole('checkbox', { name: 'Secrétaire' }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Enregistrer les rôles' }));
  const put = await waitFor(() => {
    const one = sent.find(({ key }) => key.startsWith('PUT'));
    if (!one) throw new Error('not sent yet');
    return one;
  });
  expect(put.headers.get('If-Match')).toBe('"3"');
  expect(put.body).toEqual({ roles: ['referrer', 'secretary'] });
});

it('links an account without a sheet to a professional, as his delegate', async () => {
  const sent = answerWith({
    ...reading,
    [`PUT ${BASE}/a-1/professional`]: { body: { ...account, professional_id: 'p-2', version: 4 } },
  });
  await open('director');
  await userEvent.click(await screen.findByRole('button', { name: /^Relier/ }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('radio', { name: /agit pour ce professionnel/ }));
  await userEvent.type(within(dialog).getByRole('combobox', { name: 'Professionnel' }), 'royer');
  await userEvent.click(await screen.findByRole('option', { name: /Luc Royer/ }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Relier à la fiche' }));
  await waitFor(() =>
    expect(sent.find(({ key }) => key.startsWith('PUT'))?.body).toEqual({
      professional_id: 'p-2',
      role: 'delegate',
    }),
  );
});
