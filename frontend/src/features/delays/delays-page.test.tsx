import { fireEvent, screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { DelaysPage } from './delays-page';
import { daysOf, readDelaysSearch } from './queries';
import { API, delays } from './test-delays';

const open = (search = {}, onSearch = vi.fn(), roles: Parameters<typeof aSession>[0] = {}) =>
  renderScreen(<DelaysPage search={search} onSearch={onSearch} />, { session: aSession(roles) });

it('says to other roles that the figures are not theirs', async () => {
  answerWith({
    [`GET ${API}`]: { status: 403, body: { type: 'https://maillage.example/problems/role-refused' } },
  });
  await open({}, vi.fn(), { roles: ['referrer'] });
  expect(await screen.findByRole('alert')).toBeVisible();
});

it('says when nothing was measured yet', async () => {
  answerWith({ [`GET ${API}`]: { body: delays({ weeks: [], months: [], groups: [] }) } });
  await open();
  expect(await screen.findByText(/Pas encore de relevé/)).toBeVisible();
  expect(screen.getByText(/Aucun rendez-vous sur cette période/)).toBeVisible();
});

it('shows the last week in words, the groups side by side, and is accessible', async () => {
  answerWith({ [`GET ${API}`]: { body: delays() } });
  const { container } = await open();
  expect(await screen.findByText('12 jours pour la moitié des agendas')).toBeVisible();
  expect(screen.getByRole('row', { name: /Valbrune/ })).toBeVisible();
  await expectAccessible(container);
});

it('says so when half of the agendas have no third slot', async () => {
  const [week] = delays().weeks;
  if (!week) throw new Error('no week');
  answerWith({ [`GET ${API}`]: { body: delays({ weeks: [{ ...week, median_days: null }] }) } });
  await open();
  expect(await screen.findByText(/Au-delà de 8 semaines/)).toBeVisible();
});

it('opens the rows of a week and of a month, one at a time', async () => {
  answerWith({ [`GET ${API}`]: { body: delays() } });
  const onSearch = vi.fn();
  await open({}, onSearch);
  fireEvent.click(await screen.findByRole('button', { name: '23/11/2026' }));
  expect(onSearch).toHaveBeenLastCalledWith({ semaine: '2026-11-23' });
  fireEvent.click(screen.getByRole('button', { name: /^nov/ }));
  expect(onSearch).toHaveBeenLastCalledWith({ mois: '2026-11' });
});

it('keeps the figures and their rows to a group, and lets go of it again', async () => {
  answerWith({ [`GET ${API}`]: { body: delays() } });
  const onSearch = vi.fn();
  const { unmount } = await open({}, onSearch);
  fireEvent.click(await screen.findByRole('button', { name: 'Valbrune' }));
  expect(onSearch).toHaveBeenLastCalledWith({ commune: '97001' });
  unmount();
  await open({ commune: '97001' }, onSearch);
  fireEvent.click(await screen.findByRole('button', { name: 'Valbrune', pressed: true }));
  expect(onSearch).toHaveBeenLastCalledWith({});
});

it('shows the agendas behind a week, the farthest said in a word', async () => {
  const row = {
    professional_id: '0190a000-0000-7000-8000-0000000000d1',
    professional_name: 'Dr Anne Roux',
    profession_code: '10',
    commune_code: '97001',
    commune_name: 'Valbrune',
    place_label: 'Cabinet',
    modality: 'AMB',
    days: null,
  };
  answerWith({
    [`GET ${API}`]: { body: delays() },
    [`GET ${API}/samples`]: { body: { items: [row], next: null } },
  });
  const { container } = await open({ semaine: '2026-11-23' });
  const section = await screen.findByRole('region', { name: /23\/11\/2026/ });
  expect(await within(section).findByRole('row', { name: /Dr Anne Roux.*au-delà/ })).toBeVisible();
  await expectAccessible(container);
});

it('shows the appointments behind a month without any name of a patient', async () => {
  const row = {
    appointment_id: '0190a000-0000-7000-8000-0000000000a1',
    professional_id: '0190a000-0000-7000-8000-0000000000d1',
    professional_name: 'Dr Anne Roux',
    profession_code: '10',
    commune_code: null,
    commune_name: null,
    modality: 'HH',
    asked_at: '2026-11-20T08:00:00Z',
    starts_at: '2026-11-23T08:00:00Z',
    days: 3,
  };
  answerWith({
    [`GET ${API}`]: { body: delays() },
    [`GET ${API}/appointments`]: { body: { items: [row], next: null } },
  });
  await open({ mois: '2026-11' });
  expect(await screen.findByRole('row', { name: /Dr Anne Roux.*À domicile/ })).toBeVisible();
});

it('opens no row to who reads figures alone, and keeps small counts back', async () => {
  const [month] = delays().months;
  if (!month) throw new Error('no month');
  const kept = { ...month, appointments: null, median_days: null, slowest_tenth_days: null };
  answerWith({ [`GET ${API}`]: { body: delays({ fewest_shown: 5, months: [kept], groups: [] }) } });
  await open({ semaine: '2026-11-23' }, vi.fn(), { roles: ['evaluator'] });
  expect(await screen.findAllByText('masqué')).toHaveLength(3);
  expect(screen.queryByRole('button', { name: '23/11/2026' })).not.toBeInTheDocument();
  expect(screen.queryByRole('region', { name: /Agendas relevés/ })).not.toBeInTheDocument();
});

it('measures the days that were chosen, and opens no row beyond them', async () => {
  const asked = answerWith({ [`GET ${API}`]: { body: delays() } });
  const onSearch = vi.fn();
  await open({ depuis: '2026-10-05', jusque: '2026-11-10' }, onSearch);
  await screen.findByLabelText('Depuis le');
  const query = asked.find(({ key }) => key === `GET ${API}`)?.query;
  expect([query?.get('since'), query?.get('until')]).toEqual(['2026-10-05', '2026-11-10']);
  fireEvent.change(screen.getByLabelText('Jusqu’au'), { target: { value: '' } });
  expect(onSearch).toHaveBeenLastCalledWith({ depuis: '2026-10-05' });
  const period = { depuis: '2026-10-05', jusque: '2026-11-10' };
  expect(daysOf('2026-10', period)).toEqual({ since: '2026-10-05', until: '2026-10-31' });
  expect(daysOf('2026-11', period)).toEqual({ since: '2026-11-01', until: '2026-11-10' });
});

it('keeps its filters in the address, and no other', () => {
  expect(
    readDelaysSearch({ profession: 60, commune: '2A004', ou: 'VR', semaine: 'x', mois: '2026-13' }),
  ).toEqual({
    profession: '60',
    commune: '2A004',
    ou: 'VR',
  });
});

it('knows the last day of a month, leap years included', () => {
  expect(daysOf('2028-02')).toEqual({ since: '2028-02-01', until: '2028-02-29' });
  expect(daysOf('2026-12')).toEqual({ since: '2026-12-01', until: '2026-12-31' });
});
