import { Notifications } from '@mantine/notifications';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { type Spreadsheet, spreadsheetsQuery } from './queries';
import { SpreadsheetsPage } from './spreadsheets-page';

const ID = '0190a000-0000-7000-8000-00000000005e';
const ONE = `/api/referral/v1/spreadsheets/${ID}`;

const aSheet = (overrides: Partial<Spreadsheet> = {}): Spreadsheet => ({
  spreadsheet_id: ID,
  kind: 'medecin_traitant',
  state: 'given',
  format: 'xlsx',
  lines: 300,
  done: 0,
  counts: { stated: 0, waiting: 0, refusals: 0, twins: 0, left_out: 0 },
  author_name: 'Claire Lefèvre',
  is_mine: true,
  given_at: '2026-11-23T08:00:00Z',
  erased_at: null,
  erased_by: '2026-11-24T08:00:00Z',
  finished_at: null,
  ...overrides,
});

const columns = {
  columns: [
    { index: 0, heading: 'NOM', examples: ['Zyborowska'], guess: 'family_name' },
    { index: 1, heading: 'Prénom', examples: ['Melusine'], guess: 'given_name' },
    { index: 2, heading: 'Ville', examples: ['Valbrune'], guess: 'commune' },
    { index: 3, heading: 'Rappeler au', examples: ['01 99 00 11 22'], guess: null },
  ],
  required: [['family_name', 'full_name'], ['given_name', 'full_name'], ['commune'], ['phone', 'email']],
};

const trial = {
  lines: 300,
  ready: 240,
  waiting: 30,
  refusals: 2,
  twins: 1,
  left_out: 27,
  rows: [
    {
      line: 2,
      names: 'Zyborowska Melusine',
      birth: '1961-05-04',
      commune_code: '97001',
      need: 'find_medecin_traitant',
      consent: 'missing',
      twin: 'in_file',
      problems: [],
    },
    {
      line: 7,
      names: '',
      birth: null,
      commune_code: null,
      need: null,
      consent: 'yes',
      twin: 'none',
      problems: [{ column: 'commune', rule: 'commune-not-served' }],
    },
  ],
};

const open = (liste?: string) =>
  renderScreen(
    <>
      <SpreadsheetsPage search={{ liste }} />
      <Notifications />
    </>,
    { session: aSession({ roles: ['care_coordinator'] }), cached: [[spreadsheetsQuery.queryKey, []]] },
  );

it('refuses to send nothing, and says what becomes of the file', async () => {
  const { container } = await open();
  await userEvent.click(screen.getByRole('button', { name: 'Envoyer et reconnaître les colonnes' }));
  expect(screen.getByText('Choisissez le fichier à importer.')).toBeVisible();
  expect(screen.getByText(/détruit après l’import ou au bout d’un jour/)).toBeVisible();
  expect(screen.getByText('Aucune liste importée pour le moment.')).toBeVisible();
  await expectAccessible(container);
});

it('tells in words why a file is refused', async () => {
  const problem = {
    type: 'https://maillage.invalid/problems/spreadsheet-unreadable',
    title: 'x',
    status: 422,
  };
  globalThis.fetch = async () => new Response(JSON.stringify(problem), { status: 422 });
  const { container } = await open();
  const field = container.querySelector('input[type=file]');
  await userEvent.upload(field as HTMLInputElement, new File(['{}'], 'liste.csv'));
  await userEvent.click(screen.getByRole('button', { name: 'Envoyer et reconnaître les colonnes' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Enregistrez-le en CSV ou en Excel');
});

it('does not try a list in which nobody can be reached, then shows what would come of it', async () => {
  const sent = answerWith({
    [`GET ${ONE}`]: { body: aSheet() },
    [`GET ${ONE}/columns`]: { body: columns },
    [`PUT ${ONE}/mapping`]: { body: trial },
    [`POST ${ONE}/run`]: { body: aSheet({ state: 'queued' }) },
  });
  const { container } = await open(ID);
  const attempt = await screen.findByRole('button', { name: 'Essayer sans rien créer' });
  expect(attempt).toBeDisabled();
  expect(screen.getByText('Il manque : Téléphone ou Adresse électronique.')).toBeVisible();
  await userEvent.click(screen.getByRole('combobox', { name: 'Rappeler au' }));
  await userEvent.click(await screen.findByRole('option', { name: 'Téléphone' }));
  await userEvent.click(attempt);
  expect(await screen.findByRole('heading', { name: 'Résultat de l’essai' })).toBeVisible();
  expect(sent.find(({ key }) => key.startsWith('PUT'))?.body).toEqual({
    columns: [
      { column: 'family_name', index: 0 },
      { column: 'given_name', index: 1 },
      { column: 'commune', index: 2 },
      { column: 'phone', index: 3 },
    ],
  });
  const row = screen.getByRole('row', { name: /^7/ });
  expect(within(row).getByText('Commune : hors du territoire')).toBeVisible();
  expect(screen.getByText('En double dans le fichier')).toBeVisible();
  await expectAccessible(container);
  await userEvent.click(screen.getByRole('button', { name: 'Importer 270 demandes' }));
  await waitFor(() =>
    expect(sent.find(({ key }) => key === `POST ${ONE}/run`)?.body).toEqual({ keep_twins: false }),
  );
});

it('keeps the content of a list from whoever did not bring it', async () => {
  answerWith({ [`GET ${ONE}`]: { body: aSheet({ is_mine: false }) } });
  await open(ID);
  expect(await screen.findByText(/Seule la personne qui l’a donnée/)).toBeVisible();
});

it('shows how far it is', async () => {
  answerWith({ [`GET ${ONE}`]: { body: aSheet({ state: 'running', done: 120 }) } });
  await open(ID);
  expect(await screen.findByText('120 lignes traitées sur 300')).toBeVisible();
});

it('asks before it takes a whole import back', async () => {
  const counts = { stated: 240, waiting: 30, refusals: 2, twins: 1, left_out: 27 };
  const sent = answerWith({
    [`GET ${ONE}`]: { body: aSheet({ state: 'done', done: 300, counts }) },
    [`POST ${ONE}/undo`]: { body: aSheet({ state: 'undoing', done: 300, counts }) },
  });
  const { container } = await open(ID);
  await userEvent.click(await screen.findByRole('button', { name: 'Annuler tout l’import…' }));
  expect(sent.some(({ key }) => key.startsWith('POST'))).toBe(false);
  await userEvent.click(await screen.findByRole('button', { name: 'Retirer 270 demandes' }));
  await waitFor(() => expect(sent.some(({ key }) => key === `POST ${ONE}/undo`)).toBe(true));
  expect(screen.getByRole('link', { name: 'Voir les accords à recueillir' })).toHaveAttribute(
    'href',
    '/demandes?liste=accords-a-recueillir',
  );
  await expectAccessible(container);
});
