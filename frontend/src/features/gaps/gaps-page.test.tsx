import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { GapsPage } from './gaps-page';
import {
  type Alert,
  alertsQuery,
  type Figure,
  type RefusalCounts,
  type Report,
  refusalCountsQuery,
  reportQuery,
} from './queries';

const aFigure = (overrides: Partial<Figure> = {}): Figure => ({
  measure: 'not_placed',
  cases: 24,
  value: 0.5,
  others: 0.1,
  p_value: 0.003,
  is_beyond_chance: true,
  ...overrides,
});
const group = (name: string, figure: Figure) => ({ group: name, figures: [figure] });
const aReport = (overrides: Partial<Report> = {}): Report => ({
  since: '2025-11-23',
  until: '2026-11-23',
  as_of: '2026-11-23T09:00:00Z',
  kind: null,
  cases: 120,
  erased: 7,
  fewest_shown: 5,
  fewest_compared: 10,
  reasons: { dimension: 'cover', cases: 40, groups: [] },
  comparisons: [
    {
      dimension: 'cover',
      cases: null,
      groups: [
        group('ame', aFigure()),
        group('c2s', aFigure({ cases: null, value: null, others: null, p_value: null })),
        group('none', aFigure({ cases: 6, others: null, p_value: null, is_beyond_chance: false })),
      ],
    },
  ],
  ...overrides,
});
const anAlert: Alert = {
  dimension: 'cover',
  group: 'ame',
  measure: 'not_placed',
  found_on: '2026-11-20',
  p_value: 0.003,
  looked_at: null,
  looked_by_name: null,
};

const refusals: RefusalCounts = {
  since: '2025-11-23',
  until: '2026-11-23',
  total: 3,
  items: [{ month: '2026-11', kind: 'care', commune_code: null, count: 3 }],
};

const open = (roles: Parameters<typeof aSession>[0] & object, report = aReport(), ...alerts: Alert[]) =>
  renderScreen(<GapsPage search={{}} onSearch={vi.fn()} />, {
    session: aSession(roles),
    cached: [
      [reportQuery({}).queryKey, report],
      [alertsQuery.queryKey, { items: alerts }],
      [refusalCountsQuery.queryKey, refusals],
    ],
  });

it('says that there is nothing to compare', async () => {
  await open({ roles: ['evaluator'] }, aReport({ cases: 0 }));
  expect(screen.getByText('Aucune demande qualifiée sur cette période.')).toBeVisible();
});

it('keeps small numbers back in words, and says where there are not enough cases', async () => {
  const { container } = await open({ roles: ['evaluator'] });
  const table = screen.getByRole('region', { name: 'Couverture' });
  expect(within(table).getByText('Effectif masqué')).toBeVisible();
  expect(within(table).getByRole('row', { name: /AME.*Écart.*24 cas/ })).toBeVisible();
  expect(within(table).getByText('masqué')).toBeVisible();
  expect(within(table).getByText(/pas assez de cas/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /prends note/ })).toBeNull();
  await expectAccessible(container);
});

it('waits until somebody who answers for it has seen the gap', async () => {
  const look = 'POST /api/referral/v1/monitor/alerts/look';
  const seen = { ...anAlert, looked_at: '2026-11-23T09:00:00Z', looked_by_name: 'Claire Lefèvre' };
  answerWith({ [look]: { body: { items: [seen] } } });
  await open({ roles: ['director'] }, aReport(), anAlert);
  fireEvent.click(screen.getByRole('button', { name: /prends note/ }));
  await waitFor(() => expect(screen.getByText(/Vu par Claire Lefèvre/)).toBeVisible());
  expect(screen.queryByRole('button', { name: /prends note/ })).toBeNull();
});

it('counts who refused by month, kind and commune, without a name', async () => {
  await open({ roles: ['director'] });
  const section = screen.getByRole('region', { name: 'Refus des personnes' });
  const [, line] = within(section).getAllByRole('row');
  expect(
    within(line as HTMLElement)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['nov. 2026', 'Soins', 'Commune non précisée', '3']);
});
