import { fireEvent, screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { EquityPage } from './equity-page';
import { type Figures, readEquitySearch, type Share, type SpreadRow } from './queries';

const API = '/api/referral/v1';
const DOCTOR = '0190a000-0000-7000-8000-0000000000d1';
const months = [
  { month: '2026-10', placements: 1, asked: 2, target: 1.5 },
  { month: '2026-11', placements: 2, asked: 3, target: 1 },
];

const figures = (overrides: Partial<Figures> = {}): Figures => ({
  profession: '10',
  since: '2025-11-23T09:00:00Z',
  as_of: '2026-11-23T09:00:00Z',
  rule_version: 'maillage-2026-3',
  share_months: 12,
  bound: 4,
  sharing: 6,
  placements: 12,
  asked: 31,
  outside_bound: [{ reason_code: 'usual_doctor', count: 2 }],
  mean_placements: 2,
  max_over_mean: 1.4,
  gini: 0.12,
  months: months.map((one) => ({ ...one, target: null })),
  ...overrides,
});

const share = (overrides: Partial<Share> = {}): Share => ({
  professional_id: DOCTOR,
  name: 'Dr Anne Roux',
  profession: '10',
  shares: true,
  weight: 60,
  part: 0.21,
  placements: 3,
  calibration: 0,
  target: 4.2,
  shortfall: 1.2,
  in_hand: 1,
  asked: 5,
  outside_bound: [],
  months,
  ...overrides,
});

const open = (roles: Parameters<typeof aSession>[0], search = {}, onSearch = vi.fn()) =>
  renderScreen(<EquityPage search={search} onSearch={onSearch} />, { session: aSession(roles) });

it('says to other roles that the figures are not theirs', async () => {
  answerWith({
    [`GET ${API}/fair-shares/figures`]: {
      status: 403,
      body: { type: 'https://maillage.example/problems/role-refused' },
    },
  });
  await open({ roles: ['secretary'] });
  expect(await screen.findByRole('alert')).toHaveTextContent('Accès refusé');
});

it('tells a professional his own share in sentences, and asks for nobody else’s', async () => {
  const sent = answerWith({
    [`GET ${API}/professionals/${DOCTOR}/fair-share`]: { body: { figures: figures(), share: share() } },
  });
  const { container } = await open({ roles: ['professional'], professional_id: DOCTOR });
  expect(await screen.findByText(/votre part équitable est de 4,2 patients/)).toBeVisible();
  expect(screen.getByText(/Il vous en manque 1,2/)).toBeVisible();
  expect(screen.queryByText('Part de chacun')).not.toBeInTheDocument();
  expect(sent.map((one) => one.key)).toEqual([`GET ${API}/professionals/${DOCTOR}/fair-share`]);
  await expectAccessible(container);
});

it('says to an account without a sheet where to have one', async () => {
  answerWith({});
  await open({ roles: ['professional'], professional_id: null });
  expect(await screen.findByText(/rattaché à aucune fiche/)).toBeVisible();
});

it('tells whoever does not share why', async () => {
  const apart = share({ shares: false, target: null, part: null, shortfall: null });
  answerWith({
    [`GET ${API}/professionals/${DOCTOR}/fair-share`]: { body: { figures: figures(), share: apart } },
  });
  await open({ roles: ['professional'], professional_id: DOCTOR });
  expect(await screen.findByText(/Vous ne prenez pas part à la répartition/)).toBeVisible();
});

it('lists everybody by name for the coordination, and opens the months of one', async () => {
  const onSearch = vi.fn();
  const items = [
    share(),
    share({ professional_id: 'd-2', name: 'Dr Paul Noir', target: null, shortfall: null }),
  ];
  answerWith({ [`GET ${API}/fair-shares`]: { body: { figures: figures(), items } } });
  const { container } = await open({ roles: ['care_coordinator'] }, {}, onSearch);
  const table = await screen.findByRole('table', { name: /Part de chacun/ });
  expect(within(table).getByRole('row', { name: /Anne Roux/ })).toHaveTextContent(
    /4,23 – .*-1,23 sur 60 places1 – .*5 – /,
  );
  expect(within(table).getByRole('row', { name: /Paul Noir/ })).toHaveTextContent('hors partage');
  expect(screen.getByRole('table', { name: 'La répartition en chiffres' })).toHaveTextContent('0,12');
  await expectAccessible(container);
  fireEvent.click(within(table).getByRole('button', { name: 'Dr Anne Roux' }));
  expect(onSearch).toHaveBeenCalledWith({ pro: DOCTOR });
});

it('has the months of the picture in a table', async () => {
  answerWith({ [`GET ${API}/fair-shares`]: { body: { figures: figures(), items: [share()] } } });
  await open({ roles: ['care_coordinator'] }, { pro: DOCTOR });
  const table = await screen.findByRole('table', { name: /Dr Anne Roux/, hidden: true });
  expect(within(table).getByRole('row', { name: /nov\. 2026/, hidden: true })).toHaveTextContent(
    /2 – .*13 – /,
  );
});

const placed = (overrides: Partial<SpreadRow> = {}): SpreadRow => ({
  row_id: 'r-1',
  at: '2026-11-12T09:00:00Z',
  professional_id: DOCTOR,
  professional_name: 'Dr Anne Roux',
  kind: 'medecin_traitant',
  case_number: '26-0412',
  referral_id: 'r-1',
  outside_reason: 'usual_doctor',
  ...overrides,
});

it('opens what a figure counts, by case number and without a name of a person', async () => {
  const onSearch = vi.fn();
  const sent = answerWith({
    [`GET ${API}/fair-shares`]: { body: { figures: figures(), items: [share()] } },
    [`GET ${API}/fair-shares/rows`]: {
      body: {
        items: [placed(), placed({ row_id: 'r-2', case_number: null, referral_id: null, kind: 'social' })],
        next: null,
      },
    },
  });
  const search = { pro: DOCTOR, chiffre: 'placements', mois: '2026-11' } as const;
  const { container } = await open({ roles: ['care_coordinator'] }, search, onSearch);
  const rows = await screen.findByRole('region', { name: 'Patients confiés – nov. 2026 – Dr Anne Roux' });
  expect(await within(rows).findByRole('link', { name: '26-0412' })).toBeVisible();
  expect(within(rows).getAllByRole('link')).toHaveLength(1);
  expect(within(rows).getAllByText('médecin habituel')).toHaveLength(2);
  expect(String(sent.find((one) => one.key.endsWith('/rows'))?.query)).toBe(
    `figure=placements&profession=10&professional_id=${DOCTOR}&month=2026-11`,
  );
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: /Sollicitations, Dr Anne Roux/ }));
  expect(onSearch).toHaveBeenLastCalledWith({ pro: DOCTOR, chiffre: 'asked' });
  fireEvent.click(screen.getByRole('button', { name: /^12.*Patients confiés$/ }));
  expect(onSearch).toHaveBeenLastCalledWith({ chiffre: 'placements' });
});

it('opens a professional his own rows, and no row to who reads figures alone', async () => {
  const own = `GET ${API}/professionals/${DOCTOR}/fair-share`;
  const onSearch = vi.fn();
  const sent = answerWith({
    [own]: { body: { figures: figures(), share: share() } },
    [`GET ${API}/fair-shares/rows`]: { body: { items: [], next: null } },
  });
  const himself = { roles: ['professional' as const], professional_id: DOCTOR };
  const { unmount } = await open(himself, { chiffre: 'in_hand' }, onSearch);
  expect(await screen.findByRole('region', { name: 'En cours – Ma part' })).toBeVisible();
  expect(String(sent.find((one) => one.key.endsWith('/rows'))?.query)).toContain(`professional_id=${DOCTOR}`);
  fireEvent.click(screen.getByRole('button', { name: /^3.*Patients reçus$/ }));
  expect(onSearch).toHaveBeenLastCalledWith({ chiffre: 'placements' });
  unmount();
  const asked = answerWith({ [`GET ${API}/fair-shares/figures`]: { body: figures() } });
  await open({ roles: ['evaluator'] }, { chiffre: 'placements' });
  expect(await screen.findByRole('table', { name: 'La répartition en chiffres' })).toBeVisible();
  expect(screen.queryByRole('button', { name: /Patients confiés/ })).not.toBeInTheDocument();
  expect(asked.map((one) => one.key)).toEqual([`GET ${API}/fair-shares/figures`]);
});

it('says that nobody shares yet', async () => {
  answerWith({ [`GET ${API}/fair-shares`]: { body: { figures: figures({ sharing: 0 }), items: [] } } });
  await open({ roles: ['care_coordinator'] });
  expect(await screen.findByText(/encore été sollicité/)).toBeVisible();
});

it('keeps the figures of fewer than five back from those who see no name', async () => {
  const kept = figures({ sharing: 3, mean_placements: null, max_over_mean: null, gini: null });
  answerWith({ [`GET ${API}/fair-shares/figures`]: { body: kept } });
  const { container } = await open({ roles: ['director'] });
  expect(await screen.findAllByText(/moins de cinq professionnels/)).toHaveLength(3);
  await expectAccessible(container);
});

it('keeps its filters in the address, and no other', () => {
  expect(readEquitySearch({ profession: 60, pro: 'x', other: 1 })).toEqual({ profession: '60', pro: 'x' });
  expect(readEquitySearch({ profession: '10', pro: 3, mois: '2026-11' })).toEqual({});
  const opened = { chiffre: 'asked', mois: '2026-11' };
  expect(readEquitySearch(opened)).toEqual(opened);
  expect(readEquitySearch({ chiffre: 'rank', mois: '2026-11' })).toEqual({});
});
