import { defaultParseSearch } from '@tanstack/react-router';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { aRow } from '@/test-build';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { parseSearch } from './filters';
import { boardQuery, queueQuery } from './queries';
import { ReferralsPage } from './referrals-page';
import { savedFiltersQuery } from './saved-queries';

const second = aRow({ referral_id: '0190a000-0000-7000-8000-00000000000b', case_number: '26-0413' });
const pages = (...items: unknown[]) => ({ pages: [{ items, next: null }], pageParams: [undefined] });
const communes: [readonly unknown[], unknown] = [['directory', 'communes', ''], { items: [], next: null }];

const nothingSaved: [readonly unknown[], unknown] = [savedFiltersQuery.queryKey, { items: [] }];

it('focuses the first request and moves with J and K', async () => {
  const { container } = await renderScreen(<ReferralsPage search={{}} />, {
    cached: [[queueQuery({}).queryKey, pages(aRow(), second)], communes, nothingSaved],
  });
  const first = screen.getByRole('link', { name: '26-0412' });
  expect(first).toHaveFocus();
  fireEvent.keyDown(first, { key: 'j' });
  expect(screen.getByRole('link', { name: '26-0413' })).toHaveFocus();
  fireEvent.keyDown(document.activeElement as Element, { key: 'k' });
  expect(first).toHaveFocus();
  await expectAccessible(container);
});

it('puts a chosen filter in the address, so that the queue can be shared', async () => {
  answerWith({ 'GET /api/referral/v1/referrals': { body: { items: [], next: null } } });
  const { location } = await renderScreen(<ReferralsPage search={{}} />, {
    cached: [[queueQuery({}).queryKey, pages(aRow())], communes, nothingSaved],
  });
  await userEvent.click(screen.getByLabelText('En retard seulement'));
  await waitFor(() => expect(location()).toContain('/demandes?retard=true'));
});

it('says that nothing matches and how to see everything again', async () => {
  await renderScreen(<ReferralsPage search={{ classe: 1 }} />, {
    cached: [[queueQuery({ classe: 1 }).queryKey, pages()], communes, nothingSaved],
  });
  expect(screen.getByText('Aucune demande ne correspond à ces filtres.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Réinitialiser les filtres' })).toBeVisible();
});

it('says in words that the role may not read the queue', async () => {
  answerWith({
    'GET /api/referral/v1/referrals': {
      status: 403,
      body: { type: 'https://maillage.invalid/problems/role-refused' },
    },
  });
  await renderScreen(<ReferralsPage search={{}} />, {
    session: aSession({ roles: ['evaluator'] }),
    cached: [communes, nothingSaved],
  });
  expect(await screen.findByText('Accès refusé')).toBeVisible();
  expect(screen.getByText('Votre rôle ne permet pas cette action.')).toBeVisible();
  expect(screen.queryByText(/role-refused/)).not.toBeInTheDocument();
});

const board = {
  columns: [
    { status: 'stated', count: 1, cards: [aRow()] },
    { status: 'qualified', count: 0, cards: [] },
    { status: 'on_hold', count: 0, cards: [] },
  ],
};

it('offers in the menu of a card the legal moves alone, and does the move', async () => {
  const sent = answerWith({
    'POST /api/referral/v1/referrals/0190a000-0000-7000-8000-00000000000a/qualification': { body: aRow() },
    'GET /api/referral/v1/referrals/board': { body: board },
  });
  const { container } = await renderScreen(<ReferralsPage search={{ vue: 'tableau' }} />, {
    cached: [[boardQuery({}).queryKey, board], communes, nothingSaved],
  });
  const move = await screen.findByRole('button', { name: /Déplacer vers/ });
  await expectAccessible(container);
  await userEvent.click(move);
  const items = await screen.findAllByRole('menuitem', { hidden: true });
  expect(items.map((item) => item.textContent)).toEqual(['Qualifiée', 'En attente']);
  await userEvent.click(items[0] as HTMLElement);
  await waitFor(() => expect(sent[0]?.key).toMatch(/qualification$/));
});

it('asks for the reason before it holds a request', async () => {
  const sent = answerWith({
    'POST /api/referral/v1/referrals/0190a000-0000-7000-8000-00000000000a/hold': { body: aRow() },
    'GET /api/referral/v1/referrals/board': { body: board },
  });
  await renderScreen(<ReferralsPage search={{ vue: 'tableau' }} />, {
    cached: [[boardQuery({}).queryKey, board], communes, nothingSaved],
  });
  await userEvent.click(await screen.findByRole('button', { name: /Déplacer vers/ }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'En attente', hidden: true }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByLabelText('Hospitalisée'));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Mettre en attente' }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ reason_code: 'hospitalised', until: null }));
});

it('keeps the filters on the board, and behind « Voir les n »', async () => {
  const long = { columns: [{ status: 'stated', count: 40, cards: [aRow()] }] };
  const sent = answerWith({ 'GET /api/referral/v1/referrals/board': { body: long } });
  const search = { vue: 'tableau', type: 'care', commune: '99001', main: 'coordinator', age: '80+' } as const;
  await renderScreen(<ReferralsPage search={search} />, { cached: [communes, nothingSaved] });
  const link = await screen.findByRole('link', { name: 'Voir les 40' });
  const filters = { kind: 'care', commune: '99001', ball: 'coordinator', age: '80+' };
  const asked = sent.find((one) => one.key.endsWith('/board'));
  expect(Object.fromEntries(asked?.query ?? [])).toEqual(filters);
  expect(parseSearch(parseHref(link.getAttribute('href')))).toMatchObject({
    type: 'care',
    commune: '99001',
    main: 'coordinator',
    age: '80+',
    statut: 'stated',
  });
  expect(screen.getByLabelText('Besoin')).toHaveValue('care');
  expect(screen.queryByLabelText('Y compris closes')).not.toBeInTheDocument();
});

it('offers the lists of one’s own roles and marks what is new', async () => {
  await renderScreen(<ReferralsPage search={{ liste: 'nouvelles' }} />, {
    session: aSession({ roles: ['referrer'] }),
    cached: [
      [queueQuery({ liste: 'nouvelles' }).queryKey, pages(aRow({ has_news: true }))],
      communes,
      nothingSaved,
    ],
  });
  const lists = within(screen.getByLabelText('Liste')).getAllByRole('option');
  expect(lists.map((one) => one.textContent)).toEqual(['Toutes', 'Nouvelles de vos demandes']);
  expect(screen.getByText('Nouveau')).toBeVisible();
});

const parseHref = (href: string | null) =>
  defaultParseSearch(new URL(href ?? '', 'http://maillage.test').search);
