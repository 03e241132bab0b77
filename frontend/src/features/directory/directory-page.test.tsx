import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { DirectoryPage } from './directory-page';
import { readSearch } from './search';

const martin = {
  professional_id: 'p-1',
  rpps: '99000000010',
  family_name: 'Martin',
  given_name: 'Anne',
  title: 'Dr',
  profession_code: '10',
  profession_label: 'Médecin',
  specialty_labels: ['Médecine générale'],
  is_member: true,
  place: null,
  accepts_new_patients: true,
  accepts_from: null,
  home_visits: true,
  teleconsultation: null,
  languages: ['fr', 'ar'],
  distance_km: 2.44,
};
const reading = {
  'GET /api/directory/v1/professionals': { body: { items: [martin], next: null } },
  'GET /api/directory/v1/cpts/current': {
    body: { members: 135, population: 67_000, communes: [{}, {}], name: 'CPTS' },
  },
  'GET /api/directory/v1/cpts/current/outlines': { body: { type: 'FeatureCollection', features: [] } },
  'GET /api/directory/v1/reference/professions': { body: { items: [{ code: '10', label: 'Médecin' }] } },
  'GET /api/directory/v1/reference/languages': { body: { items: [] } },
  'GET /api/directory/v1/communes': { body: { items: [] } },
};

it('shows each professional with what he accepts and how far he is', async () => {
  answerWith(reading);
  const { container } = await renderScreen(<DirectoryPage search={{}} onSearch={vi.fn()} />);
  const row = await screen.findByRole('link', { name: /Dr Anne Martin/ });
  expect(row).toHaveTextContent('à 2,4 km');
  expect(row).toHaveTextContent('Accepte de nouveaux patients');
  expect(row).toHaveTextContent('arabe');
  expect(await screen.findByText(/67 000 habitants/)).toBeVisible();
  await expectAccessible(container);
});

it('puts each filter into the URL', async () => {
  answerWith(reading);
  const onSearch = vi.fn();
  await renderScreen(<DirectoryPage search={{ nom: 'martin' }} onSearch={onSearch} />);
  await userEvent.click(screen.getByLabelText('Visites à domicile'));
  expect(onSearch).toHaveBeenLastCalledWith({ nom: 'martin', visites: true });
  await userEvent.click(screen.getByRole('button', { name: 'Réinitialiser les filtres' }));
  expect(onSearch).toHaveBeenLastCalledWith({ onglet: undefined });
});

it('says in words that the role may not read the directory', async () => {
  answerWith({
    ...reading,
    'GET /api/directory/v1/professionals': {
      status: 403,
      body: { type: 'https://maillage.invalid/problems/role-refused', status: 403 },
    },
  });
  await renderScreen(<DirectoryPage search={{}} onSearch={vi.fn()} />);
  expect(await screen.findByText('Votre rôle ne permet pas cette action.')).toBeVisible();
  expect(screen.queryByText(/role-refused/)).not.toBeInTheDocument();
});

it('reads from an address only filters that exist', () => {
  expect(readSearch({ nom: 'Dupont', km: '900', accepte: 'peut-être', autre: 1, pres: '96001' })).toEqual({
    nom: 'Dupont',
    pres: '96001',
  });
});
