import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { aRow } from '@/test-build';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import type { QueueSearch } from './filters';
import { queueQuery } from './queries';
import { ReferralsPage } from './referrals-page';
import { type SavedFilter, savedFiltersQuery } from './saved-queries';

const PATH = '/api/referral/v1/saved-filters';
const aFilter = (overrides: Partial<SavedFilter> = {}): SavedFilter => ({
  saved_filter_id: '0190a000-0000-7000-8000-0000000000f1',
  name: 'P1 en retard',
  filters: {
    class: 1,
    overdue: true,
    track: 'care',
    worklist: 'to_qualify',
    complex: true,
    mine: false,
    view: 'queue',
  },
  is_default: false,
  saved_at: '2026-11-23T09:00:00Z',
  ...overrides,
});
const KEPT: QueueSearch = { classe: 1, retard: true, filiere: 'soins', liste: 'a-qualifier', complexe: true };

const open = (search: QueueSearch, ...items: SavedFilter[]) =>
  renderScreen(<ReferralsPage search={search} />, {
    cached: [
      [queueQuery(search).queryKey, { pages: [{ items: [aRow()], next: null }], pageParams: [undefined] }],
      [['directory', 'communes', ''], { items: [], next: null }],
      [savedFiltersQuery.queryKey, { items }],
    ],
  });

it('offers nothing to keep where nothing is filtered', async () => {
  await open({});
  expect(screen.queryByRole('region', { name: 'Mes filtres' })).toBeNull();
});

it('leaves the queue usable when the saved filters cannot be read', async () => {
  answerWith({ [`GET ${PATH}`]: { status: 503 } });
  await renderScreen(<ReferralsPage search={{}} />, {
    cached: [
      [queueQuery({}).queryKey, { pages: [{ items: [aRow()], next: null }], pageParams: [undefined] }],
      [['directory', 'communes', ''], { items: [], next: null }],
    ],
  });
  expect(await screen.findByText(/n’ont pas pu être lus/)).toBeVisible();
  expect(screen.getByRole('link', { name: '26-0412' })).toBeVisible();
});

it('says in place that a name is taken', async () => {
  const type = 'https://maillage.invalid/problems/saved-filter-name-taken';
  answerWith({ [`POST ${PATH}`]: { status: 409, body: { type, status: 409 } } });
  await open({ classe: 2 });
  await userEvent.click(screen.getByRole('button', { name: 'Garder ces filtres…' }));
  await userEvent.type(await screen.findByLabelText('Nom du filtre'), 'P1 en retard{Enter}');
  expect(await screen.findByText('Un de vos filtres porte déjà ce nom.')).toBeVisible();
});

it('keeps the filters of the moment under a name', async () => {
  const sent = answerWith({ [`POST ${PATH}`]: { status: 201, body: aFilter() } });
  await open(KEPT);
  await userEvent.click(screen.getByRole('button', { name: 'Garder ces filtres…' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByLabelText('Nom du filtre')).toHaveFocus();
  await userEvent.type(within(dialog).getByLabelText('Nom du filtre'), ' P1 en retard ');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Enregistrer le filtre' }));
  await waitFor(() => expect(sent[0]?.key).toBe(`POST ${PATH}`));
  expect(sent[0]?.body).toEqual({
    name: 'P1 en retard',
    filters: { class: 1, overdue: true, complex: true, track: 'care', worklist: 'to_qualify', view: 'queue' },
    is_default: false,
  });
});

it('opens a saved filter by its link, and says which one is shown', async () => {
  const { container } = await open(
    KEPT,
    aFilter(),
    aFilter({ saved_filter_id: 'b', name: 'Tout le social' }),
  );
  const shown = screen.getByRole('link', { name: 'P1 en retard' });
  expect(shown).toHaveAttribute('aria-current', 'true');
  expect(shown.getAttribute('href')).toContain('classe=1');
  expect(screen.queryByRole('button', { name: 'Garder ces filtres…' })).toBeNull();
  expect(screen.getByRole('link', { name: 'Toutes les demandes' })).not.toHaveAttribute('aria-current');
  await expectAccessible(container);
});

it('opens first the one that its owner said, and nothing over a filter of the address or « Toutes »', async () => {
  const first = aFilter({ is_default: true });
  const { location } = await open({}, first);
  await waitFor(() => expect(location()).toContain('liste=a-qualifier'));
  const filtered = await open({ classe: 3 }, first);
  expect(filtered.location()).toBe('/');
  const all = await open({ toutes: true }, first);
  expect(all.location()).toBe('/');
});

it('renames, makes the default, deletes with an undo', async () => {
  const sent = answerWith({
    [`GET ${PATH}`]: { body: { items: [aFilter()] } },
    [`PUT ${PATH}/${aFilter().saved_filter_id}`]: { body: aFilter() },
    [`POST ${PATH}`]: { status: 201, body: aFilter() },
    [`DELETE ${PATH}/${aFilter().saved_filter_id}`]: { status: 204 },
  });
  const acts = () =>
    sent.filter((one) => !one.key.startsWith('GET')).map((one) => [one.key.split(' ')[0], one.body]);
  await open(KEPT, aFilter());
  await userEvent.click(screen.getByRole('button', { name: 'Gérer…' }));
  await userEvent.click(await screen.findByRole('button', { name: /^Ouvrir en premier/ }));
  await waitFor(() => expect(acts().at(-1)).toEqual(['PUT', expect.objectContaining({ is_default: true })]));
  await userEvent.click(screen.getByRole('button', { name: /^Renommer/ }));
  const name = await screen.findByLabelText('Nom du filtre');
  await userEvent.clear(name);
  await userEvent.type(name, 'Urgences{Enter}');
  await waitFor(() => expect(acts().at(-1)).toEqual(['PUT', expect.objectContaining({ name: 'Urgences' })]));
  await userEvent.click(await screen.findByRole('button', { name: /^Supprimer/ }));
  await waitFor(() => expect(acts().at(-1)).toEqual(['DELETE', undefined]));
});
