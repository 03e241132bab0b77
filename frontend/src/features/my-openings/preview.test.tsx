import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { Preview } from './preview';
import { daysOf, sightingOf } from './preview-runs';
import type { PreviewedSlot } from './queries';

const PATH = 'GET /api/scheduling/v1/professionals/p-1/preview';
const at = (time: string) => `2026-11-24T${time}:00Z`;
const slot = (from: string, to: string, changed: Partial<PreviewedSlot> = {}): PreviewedSlot => ({
  slot_id: from,
  professional_id: 'p-1',
  professional_name: 'Dr Anne Roux',
  profession_code: '10',
  place_label: 'Cabinet du port',
  commune_code: '97001',
  commune_name: 'Valbrune',
  starts_at: at(from),
  ends_at: at(to),
  modalities: ['AMB'],
  agenda_kind: null,
  appointment_type: 'ROUTINE',
  reasons: {},
  distance_km: null,
  seen_by: ['own_patients', 'cpts'],
  widens: [{ audience: 'snp', at: at('07:00') }],
  shared: [],
  ...changed,
});
const slots = [
  slot('08:00', '08:15'),
  slot('08:15', '08:30'),
  slot('08:45', '09:00', { seen_by: ['own_patients'], widens: [], reasons: { vaccination: 10 } }),
];
const open = (items = slots, shared_with: { cpts_id: string; name: string }[] = []) => {
  const sent = answerWith({ [PATH]: { body: { at: at('06:00'), shared_with, items } } });
  return renderScreen(<Preview professionalId="p-1" />).then((rendered) => ({ ...rendered, sent }));
};

afterEach(() => vi.restoreAllMocks());

function onAPhone() {
  const wide = window.matchMedia;
  vi.spyOn(window, 'matchMedia').mockImplementation((query) => ({ ...wide(query), matches: true }));
}

it('shows the audiences side by side, by day, with place, modality, reason and when it widens', async () => {
  const { container, sent } = await open();
  const [head, day, first, second] = within(await screen.findByRole('table')).getAllByRole('row');
  expect(
    within(head as HTMLElement)
      .getAllByRole('columnheader')
      .map((one) => one.textContent),
  ).toEqual([
    'Créneaux',
    'Lieu et motif',
    'Les patients du cabinet',
    'La CPTS',
    'Tous les professionnels',
    'Le SAS et la régulation',
    'Le public',
  ]);
  expect(day).toHaveTextContent('mardi 24 novembre');
  expect(first).toHaveTextContent(
    /^9\sh – 9\sh\s30 · 2 créneauxCabinet du port · Valbrune · Au cabinet · Tout motif/,
  );
  const marks = (row?: HTMLElement) =>
    within(row as HTMLElement)
      .getAllByRole('cell')
      .slice(1);
  expect(marks(first).map((one) => one.textContent)).toEqual([
    'visible',
    'visible',
    'non',
    expect.stringMatching(/^dès le mar\. 24 nov\., 8\sh$/),
    'non',
  ]);
  expect(second).toHaveTextContent(/Vaccination/);
  expect(marks(second).map((one) => one.textContent)).toEqual(['visible', 'non', 'non', 'non', 'non']);
  expect(sent[0]?.query.get('at')).toMatch(/Z$/);
  await expectAccessible(container);
});

it('shows one audience at a time on a phone', async () => {
  onAPhone();
  const { container } = await open();
  expect(await screen.findByText(/Cabinet du port/)).toBeVisible();
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
  await expectAccessible(container);
  const choose = (value: string) => fireEvent.change(screen.getByLabelText('Public'), { target: { value } });
  choose('snp');
  expect(screen.getByText(/^dès le mar\. 24 nov\., 8\sh$/)).toBeVisible();
  choose('own_patients');
  expect(screen.getAllByText('visible')).toHaveLength(2);
  choose('public');
  expect(screen.getByText('Ce public ne voit aucun créneau à cet instant.')).toBeVisible();
});

it('says when nothing is free', async () => {
  await open([]);
  expect(await screen.findByText('Aucun créneau libre à voir à cet instant.')).toBeVisible();
});

it('puts together only slots that follow each other and that the same people see', () => {
  const [day] = daysOf([
    ...slots,
    slot('09:00', '09:15', { place_label: 'Maison de santé' }),
    slot('09:15', '09:30', {
      place_label: 'Maison de santé',
      widens: [{ audience: 'snp', at: at('08:00') }],
    }),
    slot('09:30', '09:45', { place_label: 'Maison de santé', widens: [] }),
  ]);
  expect(day?.runs.map((run) => run.slots.length)).toEqual([2, 1, 2, 1]);
  const run = day?.runs[2];
  expect(run && sightingOf(run, 'snp')).toEqual({ is: 'later', first: at('07:00'), last: at('08:00') });
});

it('has a column for the members of another CPTS only where something is shared with it', async () => {
  const theirs = { cpts_id: 'c-2', name: 'CPTS Voisine' };
  await open(
    [
      slot('08:00', '08:15', { shared: [{ cpts_id: 'c-2', at: null }] }),
      slot('08:15', '08:30', { shared: [{ cpts_id: 'c-2', at: at('07:15') }] }),
      slot('08:30', '08:45'),
    ],
    [theirs],
  );
  const table = await screen.findByRole('table');
  expect(within(table).getAllByRole('columnheader').at(-1)).toHaveTextContent('CPTS Voisine');
  const said = within(table)
    .getAllByRole('row')
    .slice(2)
    .map((row) => within(row).getAllByRole('cell').at(-1)?.textContent);
  expect(said).toEqual(['visible', expect.stringMatching(/^dès /), 'non']);
});

it('leaves out the patients of an agenda that nobody logs in to: it has none', async () => {
  await open([slot('08:00', '08:15', { agenda_kind: 'room' })]);
  await screen.findByRole('table');
  expect(screen.queryByRole('columnheader', { name: 'Les patients du cabinet' })).not.toBeInTheDocument();
  expect(screen.getByRole('columnheader', { name: 'La CPTS' })).toBeVisible();
});
