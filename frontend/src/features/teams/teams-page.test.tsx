import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { API, aTeam } from './a-team';
import { type Team, teamsQuery } from './queries';
import { TeamsPage } from './teams-page';

const onSearch = vi.fn();
const cached = (teams: Team[]): [readonly unknown[], unknown][] => [
  [teamsQuery({}).queryKey, { pages: [{ items: teams, next: null }], pageParams: [undefined] }],
];
const open = (roles: Parameters<typeof aSession>[0], teams: Team[]) =>
  renderScreen(<TeamsPage search={{}} onSearch={onSearch} />, {
    session: aSession(roles),
    cached: cached(teams),
  });

it('says so to whoever may not read it', async () => {
  answerWith({ [`GET ${API}/teams`]: { status: 403, body: { type: 'x/role-refused' } } });
  await renderScreen(<TeamsPage search={{}} onSearch={onSearch} />, {
    session: aSession({ roles: ['guest'] }),
  });
  expect(await screen.findByText('Accès refusé')).toBeVisible();
});

it('says how many people each team still needs, and lets a member make none', async () => {
  answerWith({});
  const { container } = await open({ roles: ['professional'] }, [aTeam()]);
  const card = screen.getByRole('region', { name: 'Centre de vaccination' });
  expect(card).toHaveTextContent('2 places à pourvoir');
  expect(card).toHaveTextContent('1 à confirmer');
  expect(within(card).getByRole('link')).toHaveAttribute('href', '/equipes/t1');
  expect(screen.queryByRole('button', { name: 'Créer une équipe' })).toBeNull();
  await expectAccessible(container);
  fireEvent.change(screen.getByLabelText('Genre'), { target: { value: 'brigade' } });
  expect(onSearch).toHaveBeenLastCalledWith({ genre: 'brigade' });
});

it('asks for a name and a commune before it makes a team', async () => {
  const sent = answerWith({
    'GET /api/directory/v1/communes': { body: { items: [] } },
    'GET /api/directory/v1/cpts/current': { body: { communes: [] } },
  });
  await open({ roles: ['secretary'] }, []);
  expect(screen.getByText('Aucune équipe pour le moment.')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Créer une équipe' }));
  const dialog = await screen.findByRole('dialog');
  await expectAccessible(dialog);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Créer' }));
  expect(await within(dialog).findByText('Donnez un nom à l’équipe.')).toBeVisible();
  expect(within(dialog).getByText('Choisissez la commune.')).toBeVisible();
  await waitFor(() => expect(sent.some((one) => one.key.startsWith('POST'))).toBe(false));
});
