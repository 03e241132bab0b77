import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { PlatformPage } from './platform-page';

const commune = (code: string, name: string, population: number) => ({
  code,
  name,
  department: '96',
  population,
  lat: null,
  lon: null,
  postal_codes: [],
});
const GUE = {
  cpts_id: 'c-1',
  name: 'CPTS du Gué',
  finess: '960000016',
  time_zone: 'Europe/Paris',
  founded_at: '2026-10-05T08:00:00Z',
  coordination_phone: null,
  version: 3,
};
const TERRITORY = {
  cpts_id: 'c-1',
  communes: [commune('96001', 'Saint-Élie', 5_000), commune('96002', 'L’Abbaye', 2_000)],
  population: 7_000,
  members: 0,
  changes: [
    {
      changed_at: '2026-11-02T08:00:00Z',
      author_name: 'Exploitant',
      added: ['L’Abbaye'],
      removed: ['Grisy'],
    },
  ],
  version: 3,
};
const SYSTEMS = { 'GET /api/accounts/v1/partner-systems': { body: { items: [] } } };
const LIST = { 'GET /api/directory/v1/cpts': { body: { items: [GUE] } }, ...SYSTEMS };
const TERRITORY_READ = { 'GET /api/directory/v1/cpts/c-1/territory': { body: TERRITORY } };
const COMMUNES = {
  'GET /api/directory/v1/communes': { body: { items: [commune('96003', 'Le Gué', 900)], next: null } },
};
const open = (search: { cpts?: string } = {}) =>
  renderScreen(<PlatformPage search={search} onSearch={vi.fn()} />, {
    session: aSession({ roles: ['platform_operator'], cpts: null }),
  });

it('is refused in words to everybody but the operator', async () => {
  answerWith({
    'GET /api/directory/v1/cpts': { status: 403, body: { status: 403, type: '/problems/role-refused' } },
  });
  await open();
  expect(await screen.findByText('Votre rôle ne permet pas cette action.')).toBeVisible();
  expect(screen.queryByRole('button')).toBeNull();
});

it('says that no CPTS is there yet', async () => {
  answerWith({ 'GET /api/directory/v1/cpts': { body: { items: [] } }, ...SYSTEMS });
  await open();
  expect(await screen.findByText('Aucune CPTS n’est encore fondée sur cette plateforme.')).toBeVisible();
});

it('shows the territory of one CPTS, and who drew it', async () => {
  answerWith({ ...LIST, ...TERRITORY_READ });
  const { container } = await open({ cpts: 'c-1' });
  expect(await screen.findByText(/2 communes · 7 000 habitants · 0 membre/)).toBeVisible();
  expect(screen.getByText(/Exploitant/)).toBeVisible();
  expect(screen.getByText('Communes retirées : Grisy')).toBeVisible();
  await expectAccessible(container);
});

it('says which communes come and go before it draws anew the version that was read', async () => {
  const sent = answerWith({
    ...LIST,
    ...TERRITORY_READ,
    ...COMMUNES,
    'PUT /api/directory/v1/cpts/c-1/territory': { body: { ...GUE, communes: 2 } },
  });
  await open({ cpts: 'c-1' });
  await userEvent.click(await screen.findByRole('button', { name: 'Redessiner le territoire' }));
  const dialog = await screen.findByRole('dialog');
  const act = within(dialog).getByRole('button', { name: 'Appliquer ce territoire' });
  expect(act).toBeDisabled();
  const field = within(dialog).getByRole('combobox', { name: /^Communes du territoire/ });
  await userEvent.type(field, '{Backspace}');
  expect(within(dialog).getByText('Communes retirées : L’Abbaye')).toBeVisible();
  await userEvent.click(await screen.findByRole('option', { name: /Le Gué/ }));
  expect(within(dialog).getByText('Communes ajoutées : Le Gué')).toBeVisible();
  expect(within(dialog).getByText(/Après : 2 communes, 5 900 habitants/)).toBeVisible();
  await userEvent.tab();
  await expectAccessible(dialog);
  await userEvent.click(act);
  await waitFor(() => expect(sent.some((one) => one.key.startsWith('PUT'))).toBe(true));
  const put = sent.find((one) => one.key.startsWith('PUT'));
  expect(put?.body).toEqual({ commune_codes: ['96001', '96003'] });
  expect(put?.headers.get('If-Match')).toBe('"3"');
});

it('founds a CPTS on communes, and says what its number collides with', async () => {
  const sent = answerWith({
    ...LIST,
    ...COMMUNES,
    'POST /api/directory/v1/cpts': { status: 409, body: { status: 409, type: '/problems/cpts-known' } },
  });
  await open();
  await userEvent.click(await screen.findByRole('button', { name: 'Fonder une CPTS' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.change(within(dialog).getByRole('textbox', { name: /^Nom/ }), {
    target: { value: 'CPTS du Gué' },
  });
  const act = within(dialog).getByRole('button', { name: 'Fonder cette CPTS' });
  expect(act).toBeDisabled();
  await userEvent.click(within(dialog).getByRole('combobox', { name: /^Communes du territoire/ }));
  await userEvent.click(await screen.findByRole('option', { name: /Le Gué/ }));
  await userEvent.click(act);
  expect(await within(dialog).findByText('Une CPTS avec ce numéro FINESS existe déjà.')).toBeVisible();
  expect(sent.find((one) => one.key.startsWith('POST'))?.body).toMatchObject({
    finess: null,
    time_zone: 'Europe/Paris',
    commune_codes: ['96003'],
  });
});
