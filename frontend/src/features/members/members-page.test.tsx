import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { MembersPage } from './members-page';
import { exportPath } from './queries';

const member = {
  professional_id: 'p-1',
  rpps: null,
  family_name: 'Roux',
  given_name: 'Hélène',
  title: null,
  profession_code: '60',
  profession_label: 'Infirmier',
  commune_name: 'Valbrune',
  joined_on: '2024-03-01',
  left_on: null,
  leave_reason: null,
  training_title: null,
  training_ended: null,
  wishes_training: null,
};
const reading = {
  'GET /api/directory/v1/members': { body: { items: [member], next: null } },
  'GET /api/directory/v1/reference/professions': { body: { items: [] } },
  'GET /api/directory/v1/communes': { body: { items: [] } },
};

it('lets a coordinator read and export, and nothing more', async () => {
  answerWith(reading);
  const { container } = await renderScreen(<MembersPage search={{}} onSearch={vi.fn()} />);
  expect(await screen.findByRole('link', { name: 'Hélène Roux' })).toBeVisible();
  expect(screen.queryByRole('button', { name: /départ/ })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Ajouter un adhérent' })).not.toBeInTheDocument();
  await expectAccessible(container);
});

it('asks the secretary for the reason of a departure before it is recorded', async () => {
  const sent = answerWith({
    ...reading,
    'POST /api/directory/v1/members/p-1/departure': { body: { ...member, left_on: '2026-11-23' } },
  });
  await renderScreen(<MembersPage search={{}} onSearch={vi.fn()} />, {
    session: aSession({ roles: ['secretary'] }),
  });
  await userEvent.click(await screen.findByRole('button', { name: /Déclarer le départ/ }));
  expect(sent.some((one) => one.key.startsWith('POST'))).toBe(false);
  await userEvent.click(await screen.findByRole('button', { name: 'Enregistrer le départ' }));
  expect(sent.find((one) => one.key.startsWith('POST'))?.body).toMatchObject({ reason: 'moved' });
});

it('exports the list that is shown, with its filters', () => {
  expect(exportPath({ profession: '60', anciens: true })).toBe(
    '/api/directory/v1/members?profession=60&departed=true',
  );
});

it('offers no filter by training to whoever keeps no sheet, and says so when the address asks for it', async () => {
  answerWith({
    ...reading,
    'GET /api/directory/v1/members': {
      status: 403,
      body: { type: 'https://maillage.invalid/problems/role-refused', status: 403 },
    },
  });
  await renderScreen(<MembersPage search={{ formation: 'suivie' }} onSearch={vi.fn()} />, {
    session: aSession({ roles: ['referrer'] }),
  });
  expect(await screen.findByText(/Votre rôle ne permet pas/)).toBeVisible();
  expect(screen.queryByLabelText('Téléconsultation, télésoin')).not.toBeInTheDocument();
});

it('shows beside each name what was said of the training, once asked about it', async () => {
  const wishing = { ...member, professional_id: 'p-2', given_name: 'Paul', wishes_training: true };
  const trained = { ...wishing, professional_id: 'p-3', training_title: 'DU', training_ended: '2025-06-14' };
  answerWith({
    ...reading,
    'GET /api/directory/v1/members': { body: { items: [member, wishing, trained], next: null } },
  });
  const { container } = await renderScreen(
    <MembersPage search={{ formation: 'manquante' }} onSearch={vi.fn()} />,
  );
  expect(await screen.findByText('rien de dit')).toBeVisible();
  expect(screen.getByText('souhaite une formation')).toBeVisible();
  expect(screen.getByText('DU (14/06/2025) · souhaite une formation')).toBeVisible();
  await expectAccessible(container);
});

it('exports those who wish a training', () => {
  expect(exportPath({ formation: 'souhaitee' })).toBe('/api/directory/v1/members?training=wished');
});
