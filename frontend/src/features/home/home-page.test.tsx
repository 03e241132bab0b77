import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { HomePage } from './home-page';

const lists = [
  { key: 'to_qualify', count: 2, href: '/demandes?statut=stated', oldest_at: '2026-11-20T09:00:00Z' },
  { key: 'overdue', count: 1, href: '/demandes?retard=oui', oldest_at: null },
];
const cached: [readonly unknown[], unknown][] = [
  [['referral', 'worklists'], lists],
  [['scheduling', 'worklists'], []],
  [['directory', 'worklists'], [{ key: 'sheets_to_confirm', count: 0, href: '/annuaire', oldest_at: null }]],
];

it('focuses the most pressing list and hides the empty ones', async () => {
  const { container } = await renderScreen(<HomePage />, { cached });
  expect(screen.getByRole('link', { name: /Demandes en retard/ })).toHaveFocus();
  expect(screen.queryByText(/Fiches de l’annuaire/)).not.toBeInTheDocument();
  expect(document.title).toBe('À faire – Maillage');
  await expectAccessible(container);
});

it('shows the lists of the services that answer when one does not', async () => {
  answerWith({ 'GET /api/scheduling/v1/worklists': { status: 503, body: {} } });
  await renderScreen(<HomePage />, { cached: cached.filter(([key]) => key[0] !== 'scheduling') });
  expect(await screen.findByText(/ne répond pas/)).toBeVisible();
  expect(screen.getByRole('link', { name: /Demandes en retard/ })).toBeVisible();
});

it('shows the lists that are there while a service is slow', async () => {
  globalThis.fetch = () => new Promise(() => undefined);
  await renderScreen(<HomePage />, { cached: cached.filter(([key]) => key[0] !== 'scheduling') });
  expect(screen.getByRole('link', { name: /Demandes en retard/ })).toBeVisible();
});

it('does not say that nothing waits before every service answered, nor when one failed', async () => {
  const empty: typeof cached = ['referral', 'directory'].map((service) => [[service, 'worklists'], []]);
  answerWith({ 'GET /api/scheduling/v1/worklists': { status: 503, body: {} } });
  await renderScreen(<HomePage />, { cached: empty });
  expect(screen.queryByText('Rien ne vous attend.')).not.toBeInTheDocument();
  expect(await screen.findByText(/ne répond pas/)).toBeVisible();
  expect(screen.queryByText('Rien ne vous attend.')).not.toBeInTheDocument();
});

it('says that nothing waits and what can be done', async () => {
  await renderScreen(<HomePage />, {
    cached: ['referral', 'scheduling', 'directory'].map((service) => [[service, 'worklists'], []]),
  });
  expect(screen.getByText('Rien ne vous attend.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Saisir une demande' })).toBeVisible();
});
