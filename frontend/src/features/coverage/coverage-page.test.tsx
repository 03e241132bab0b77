import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { CoveragePage } from './coverage-page';
import { type CoverageSearch, FIGURES, readCoverageSearch, rowsPath } from './queries';

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
const row = {
  row_id: 'r-1',
  professional_id: 'p-anne',
  professional_name: 'Dr Anne Roux',
  place_label: 'Cabinet du port',
  commune_name: 'Valbrune',
  km: 3.5,
  starts_at: '2026-11-24T08:00:00Z',
  ends_at: '2026-11-24T08:15:00Z',
  half: 'morning',
  free: 4,
  rotas: ['Maison de garde'],
};
const open = (
  roles: 'director' | 'evaluator' = 'director',
  onSearch = vi.fn(),
  search: CoverageSearch = {},
) =>
  renderScreen(<CoveragePage search={search} onSearch={onSearch} />, {
    session: aSession({ roles: [roles] }),
  });

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
  await userEvent.click(await screen.findByText(/2 communes, 4\s200 habitants/));
  expect(screen.getByText('Valbrune, Montfaux')).toBeVisible();
  const [, valbrune, montfaux] = within(screen.getByRole('table')).getAllByRole('row');
  expect(valbrune).toHaveTextContent(/4\s200 habitants.*14 créneaux.*2 praticiens.*1 de garde.*personne/);
  expect(montfaux).toHaveTextContent(/population inconnue/);
  await expectAccessible(container);
});

it('opens what each figure counts, in the address', async () => {
  answerWith({ [PATH]: { body: shown } });
  const onSearch = vi.fn();
  await open('director', onSearch);
  const figures = within(await screen.findByRole('table')).getAllByRole('button');
  expect(figures.map((one) => one.textContent)).toEqual([
    '14 créneaux libres – Médecin, Valbrune',
    '2 praticiens – Médecin, Valbrune',
    '3 demi-journées – Médecin, Valbrune',
    '1 de garde – Médecin, Valbrune',
  ]);
  for (const [at, figure] of figures.entries()) {
    await userEvent.click(figure);
    expect(onSearch).toHaveBeenLastCalledWith({ commune: '97001', profession: '10', chiffre: FIGURES[at] });
  }
});

it.each(FIGURES)('reads the rows of « %s » for the day and the distance of the figure', async (chiffre) => {
  const sent = answerWith({
    [PATH]: { body: shown },
    [`${PATH}/rows`]: { body: { items: [row], next: null } },
  });
  const search = { jour: 'demain', km: 30, commune: '97001', profession: '10', chiffre } as const;
  const { container } = await open('director', vi.fn(), search);
  const rows = await screen.findByRole('region', { name: /Médecin, Valbrune$/ });
  expect(await within(rows).findByRole('row', { name: /Dr Anne Roux/ })).toBeVisible();
  const asked = sent.find((one) => one.key === `${PATH}/rows`)?.query;
  expect(Object.fromEntries(asked as URLSearchParams)).toEqual({
    day: 'tomorrow',
    within_km: '30',
    commune: '97001',
    profession: '10',
    figure: chiffre,
  });
  expect(rowsPath(search, search)).toBe(
    `/api/scheduling/v1/coverage/rows?day=tomorrow&commune=97001&profession=10&figure=${chiffre}&within_km=30`,
  );
  expect(screen.queryAllByRole('link', { name: 'Chercher et réserver' })).toHaveLength(
    chiffre === 'free' ? 1 : 0,
  );
  await expectAccessible(container);
});

it('brings the rows of the figure that was pressed into view, and leaves who arrives at the title', async () => {
  answerWith({ [PATH]: { body: shown }, [`${PATH}/rows`]: { body: { items: [row], next: null } } });
  const figure = { commune: '97001', profession: '10', chiffre: 'free' } as const;
  const shownAt = vi.spyOn(Element.prototype, 'scrollIntoView');
  const { unmount } = await open('director', vi.fn(), figure);
  expect(await screen.findByRole('row', { name: /Dr Anne Roux/ })).toBeVisible();
  expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
  expect(shownAt).not.toHaveBeenCalled();
  unmount();
  const Pressed = () => {
    const [search, setSearch] = useState<CoverageSearch>({});
    return <CoveragePage search={search} onSearch={setSearch} />;
  };
  await renderScreen(<Pressed />, { session: aSession({ roles: ['director'] }) });
  await userEvent.click(await screen.findByRole('button', { name: /^14 créneaux/ }));
  const heading = await screen.findByRole('heading', { name: /Médecin, Valbrune$/ });
  await expect.poll(() => shownAt.mock.contexts).toEqual([heading]);
  expect(heading).toHaveFocus();
  await userEvent.selectOptions(screen.getByLabelText('À moins de'), '30');
  expect(await screen.findByRole('heading', { name: /Médecin, Valbrune$/ })).not.toHaveFocus();
  expect(shownAt).toHaveBeenCalledTimes(1);
  shownAt.mockRestore();
});

it('opens no row to who reads figures only', async () => {
  answerWith({ [PATH]: { body: shown } });
  await open('evaluator');
  expect(await screen.findByText('14 créneaux libres')).toBeVisible();
  expect(within(screen.getByRole('table')).queryByRole('button')).not.toBeInTheDocument();
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
