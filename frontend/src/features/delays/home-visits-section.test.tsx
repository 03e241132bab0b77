import { fireEvent, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { type HomeVisits, homeVisitsQuery } from './home-visits-queries';
import { HomeVisitsSection } from './home-visits-section';

const API = '/api/scheduling/v1/home-visits';

const capacity = (overrides: Partial<HomeVisits> = {}): HomeVisits => ({
  least: 4,
  version: 2,
  set_by_name: 'Claire Lefèvre',
  set_at: '2098-11-20T09:00:00Z',
  may_set: true,
  half_days: [
    { day: '2098-11-24', half: 'morning', slots: 6, free: 2, doctors: 1, is_short: false },
    { day: '2098-11-24', half: 'afternoon', slots: 1, free: 1, doctors: 1, is_short: true },
  ],
  ...overrides,
});

const open = (read: HomeVisits, search = {}, change = vi.fn(), opensRows = true) =>
  renderScreen(<HomeVisitsSection {...{ search, change, opensRows }} />, {
    cached: [[homeVisitsQuery.queryKey, read]],
  });

it('says that nobody is warned without a threshold, and opens no rows to who reads figures only', async () => {
  await open(capacity({ least: null, set_at: null, may_set: false }), {}, vi.fn(), false);
  expect(screen.getByText(/personne n’est alerté/)).toBeVisible();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

it('names the half-days that fall short, and each figure opens its rows', async () => {
  const change = vi.fn();
  const { container } = await open(capacity(), {}, change);
  expect(screen.getByText('1 demi-journée sous le seuil d’ici quinze jours')).toBeVisible();
  expect(screen.getByText('Sous le seuil')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: /^1\s*– .*Après-midi/ }));
  expect(change).toHaveBeenCalledWith({ visites: '2098-11-24-afternoon' });
  fireEvent.click(screen.getByRole('button', { name: /^2 à prendre.*Matin/ }));
  expect(change).toHaveBeenLastCalledWith({ visites: '2098-11-24-morning-free' });
  await expectAccessible(container);
});

it('shows who offers the visits of a half-day, and keeps another threshold', async () => {
  const slot = {
    slot_id: 's-1',
    professional_name: 'Dr Anne Roux',
    commune_name: 'Valbrune',
    starts_at: '2098-11-24T08:00:00Z',
    ends_at: '2098-11-24T08:30:00Z',
    status: 'booked',
  };
  const sent = answerWith({
    [`GET ${API}/slots`]: { body: { items: [slot], next: null } },
    [`PUT ${API}/threshold`]: { body: capacity({ version: 3 }) },
  });
  await open(capacity(), { visites: '2098-11-24-morning' });
  expect(await screen.findByRole('row', { name: /9.h Dr Anne Roux Valbrune réservée/ })).toBeVisible();
  fireEvent.change(screen.getByLabelText('Seuil par demi-journée'), { target: { value: '5' } });
  fireEvent.click(screen.getByRole('button', { name: 'Fixer le seuil' }));
  const put = () => sent.find((one) => one.key === `PUT ${API}/threshold`);
  await expect.poll(() => put()?.body).toEqual({ least: 5 });
  expect(put()?.headers.get('If-Match')).toBe('"2"');
});

it('asks for the free visits alone where their count is open', async () => {
  const sent = answerWith({ [`GET ${API}/slots`]: { body: { items: [], next: null } } });
  await open(capacity(), { visites: '2098-11-24-morning-free' });
  expect(await screen.findByRole('region', { name: /^Visites encore libres/ })).toBeVisible();
  const asked = Object.fromEntries(sent.find((one) => one.key === `GET ${API}/slots`)?.query ?? []);
  expect(asked).toEqual({ day: '2098-11-24', half: 'morning', free: 'true' });
});
