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
