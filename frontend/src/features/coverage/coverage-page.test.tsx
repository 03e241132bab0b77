import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { CoveragePage } from './coverage-page';
import { readCoverageSearch } from './queries';

const PATH = 'GET /api/scheduling/v1/coverage';
const doctors = {
  profession_code: '10',
  professionals: 2,
  half_days: 3,
  free: 14,
  on_duty: 1,
  nearest_km: 3.5,
};
const commune = (name: string, population: number | null, reach: object[]) => ({
  commune_code: name === 'Valbrune' ? '97001' : '97002',
  commune_name: name,
  population,
  is_located: true,
  reach,
});
const shown = {
  on: '2026-11-23',
  within_km: 10,
  professions: ['10', '60'],
  communes: [commune('Valbrune', 4200, [doctors]), commune('Montfaux', null, [])],
  holes: [{ profession_code: '60', communes: 2, population: 4200 }],
};
const open = (roles: 'director' | 'evaluator' = 'director', onSearch = vi.fn()) =>
  renderScreen(<CoveragePage search={{}} onSearch={onSearch} />, { session: aSession({ roles: [roles] }) });

it('says to other roles that the figures are not theirs, and that nothing is known yet', async () => {
  answerWith({ [PATH]: { status: 403, body: {} } });
  const { unmount } = await open();
  expect(await screen.findByRole('alert')).toHaveTextContent('Accès refusé');
  unmount();
  answerWith({ [PATH]: { body: { ...shown, communes: [], professions: [], holes: [] } } });
  await open();
  expect(await screen.findByText(/Aucun agenda/)).toBeVisible();
});

it('tells the holes in residents, and each commune’s reach', async () => {
  answerWith({ [PATH]: { body: shown } });
  const { container } = await open();
  expect(await screen.findByText(/2 communes, 4\s200 habitants/)).toBeVisible();
  const [, valbrune, montfaux] = within(screen.getByRole('table')).getAllByRole('row');
  expect(valbrune).toHaveTextContent(/4\s200 habitants.*14 créneaux.*2 praticiens.*1 de garde.*personne/);
  expect(montfaux).toHaveTextContent(/population inconnue/);
  expect(within(valbrune as HTMLElement).getByRole('link')).toHaveAttribute(
    'href',
    '/snp?profession=%2210%22&pres=%2297001%22&km=10',
  );
  await expectAccessible(container);
});

it('opens no row to who reads figures only', async () => {
  answerWith({ [PATH]: { body: shown } });
  await open('evaluator');
  expect(await screen.findByText('14 créneaux libres')).toBeVisible();
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});

it('keeps the day and the distance in the address, and nothing else', async () => {
  answerWith({ [PATH]: { body: shown } });
  const onSearch = vi.fn();
  await open('director', onSearch);
  await userEvent.selectOptions(await screen.findByLabelText('À moins de'), '30');
  expect(onSearch).toHaveBeenLastCalledWith({ km: 30 });
  await userEvent.click(screen.getByText('Demain'));
  expect(onSearch).toHaveBeenLastCalledWith({ jour: 'demain' });
  expect(readCoverageSearch({ jour: 'hier', km: 7, autre: 1 })).toEqual({});
});
