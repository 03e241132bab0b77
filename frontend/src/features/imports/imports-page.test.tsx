import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { ImportsPage } from './imports-page';

const job = {
  import_id: 'i-1',
  source: 'rpps',
  state: 'running',
  size: 1_000,
  requested_by: 'Nadia Secrétaire',
  requested_at: '2026-11-23T08:00:00Z',
  started_at: '2026-11-23T08:00:01Z',
  finished_at: null,
  lines_read: 1_500,
  lines_total: 6_000,
  created: 1_200,
  changed: 0,
  unchanged: 0,
  rejected: 3,
  error_code: null,
  error: null,
};

it('refuses to send nothing', async () => {
  answerWith({ 'GET /api/directory/v1/imports': { body: { items: [], next: null } } });
  await renderScreen(<ImportsPage search={{}} onSearch={vi.fn()} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Importer' }));
  expect(screen.getByText('Choisissez le fichier à importer.')).toBeVisible();
  expect(await screen.findByText('Aucun fichier importé pour le moment.')).toBeVisible();
});

it('shows how far an import is and opens the lines it refused', async () => {
  answerWith({
    'GET /api/directory/v1/imports': { body: { items: [job], next: null } },
    'GET /api/directory/v1/imports/i-1/rejections': {
      body: { items: [{ line: 42, reason: 'rpps-key', excerpt: '8|99000000011|' }], next: null },
    },
  });
  const { container } = await renderScreen(<ImportsPage search={{}} onSearch={vi.fn()} />);
  expect(await screen.findByText(/1 500 lignes lues sur 6 000/)).toBeVisible();
  await expectAccessible(container);
  await userEvent.click(screen.getByRole('button', { name: /lignes refusées/ }));
  expect(await screen.findByText('rpps-key')).toBeVisible();
});

it('shows only the imports that the badge counts when the address asks for them', async () => {
  const sent = answerWith({ 'GET /api/directory/v1/imports': { body: { items: [], next: null } } });
  await renderScreen(<ImportsPage search={{ a_verifier: true }} onSearch={vi.fn()} />);
  expect(await screen.findByText('Aucun import n’est à vérifier.')).toBeVisible();
  expect(sent[0]?.query.get('unmended')).toBe('true');
  expect(screen.getByLabelText(/Échoués seulement/)).toBeChecked();
});
