import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { PartnerSystems } from './partner-systems';
import { publicKeysOf } from './public-keys';
import { everyCptsQuery } from './queries';
import { type PartnerSystem, systemsQuery } from './systems-queries';

const aSystem = (overrides: Partial<PartnerSystem> = {}): PartnerSystem => ({
  system_id: 's-1',
  name: 'Logiciel du Gué',
  contact: 'technique@exemple.test',
  scopes: ['gap.read'],
  cpts: { id: 'c-1', name: 'CPTS du Gué' },
  proof: 'private_key_jwt',
  key_ids: ['2026'],
  registered_at: '2026-11-02T08:00:00Z',
  registered_by: 'Exploitant',
  revoked_at: null,
  revoked_by: null,
  last_call_at: '2026-11-22T08:00:00Z',
  calls_last_day: 12,
  ...overrides,
});
const open = (...items: PartnerSystem[]) =>
  renderScreen(<PartnerSystems />, {
    session: aSession({ roles: ['platform_operator'], cpts: null }),
    cached: [
      [systemsQuery.queryKey, { items }],
      [everyCptsQuery.queryKey, { items: [{ cpts_id: 'c-1', name: 'CPTS du Gué' }] }],
    ],
  });
const type = (dialog: HTMLElement, name: RegExp, value: string) =>
  fireEvent.change(within(dialog).getByRole('textbox', { name }), { target: { value } });

it('offers no door to shut where it is shut already, and says why a call was refused', async () => {
  answerWith({
    'GET /api/accounts/v1/partner-systems/s-1/calls': {
      body: {
        items: [{ at: '2026-11-22T08:00:00Z', method: 'POST', path: '/x', status: 401, reason: 'revoked' }],
        next: null,
      },
    },
  });
  const { container } = await open(aSystem({ revoked_at: '2026-11-03T08:00:00Z', revoked_by: 'Exploitant' }));
  expect(screen.queryByRole('button', { name: /^Révoquer/ })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /^Derniers appels/ }));
  expect(await screen.findByText('revoked')).toBeVisible();
  await expectAccessible(container);
});

it('asks for the CPTS of a software that reads agendas, and shows its secret once', async () => {
  const sent = answerWith({
    'POST /api/accounts/v1/partner-systems': {
      status: 201,
      body: { ...aSystem(), client_secret: 'sésame', token_endpoint: 'https://m.test/jeton' },
    },
    'GET /api/accounts/v1/partner-systems': { body: { items: [aSystem()] } },
  });
  await open();
  expect(screen.getByText('Aucun logiciel partenaire n’est enregistré.')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Enregistrer un logiciel' }));
  const dialog = await screen.findByRole('dialog');
  type(dialog, /^Nom/, 'Logiciel du Gué');
  type(dialog, /^Adresse/, 'technique@exemple.test');
  fireEvent.click(within(dialog).getByRole('checkbox', { name: 'Lire les agendas partagés' }));
  const act = within(dialog).getByRole('button', { name: 'Enregistrer ce logiciel' });
  expect(act).toBeDisabled();
  fireEvent.change(within(dialog).getByRole('combobox', { name: /^CPTS/ }), { target: { value: 'c-1' } });
  await expectAccessible(dialog);
  fireEvent.click(act);
  expect(await screen.findByText('sésame')).toBeVisible();
  expect(sent.find((one) => one.key.startsWith('POST'))?.body).toEqual({
    name: 'Logiciel du Gué',
    contact: 'technique@exemple.test',
    scopes: ['gap.read'],
    cpts_id: 'c-1',
    public_keys: null,
  });
  fireEvent.click(screen.getByRole('button', { name: 'Le secret est noté' }));
  await waitFor(() => expect(screen.queryByText('sésame')).toBeNull());
});

it('revokes after saying what follows', async () => {
  const sent = answerWith({
    'DELETE /api/accounts/v1/partner-systems/s-1': { status: 204 },
    'GET /api/accounts/v1/partner-systems': { body: { items: [] } },
  });
  await open(aSystem());
  fireEvent.click(screen.getByRole('button', { name: /^Révoquer/ }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/refusé dès son prochain appel/)).toBeVisible();
  fireEvent.click(within(dialog).getByRole('button', { name: 'Révoquer ce logiciel' }));
  await waitFor(() => expect(sent.some((one) => one.key.startsWith('DELETE'))).toBe(true));
});

it('reads keys as a set, a list or one, and nothing else', () => {
  const key = { kty: 'EC', kid: 'a' };
  for (const pasted of [{ keys: [key] }, [key], key]) {
    expect(publicKeysOf(JSON.stringify(pasted))).toEqual([key]);
  }
  for (const pasted of ['{', '[]', '7', 'null', '{"keys": []}', '{"keys": [7]}', '-----BEGIN']) {
    expect(publicKeysOf(pasted)).toBe('unreadable');
  }
  expect(publicKeysOf('  ')).toBeNull();
});
