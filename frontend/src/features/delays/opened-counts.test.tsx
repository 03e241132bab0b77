import { fireEvent, screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { DelaysPage } from './delays-page';
import { type DelaysSearch, readDelaysSearch, samplesPath } from './queries';
import { API, delays } from './test-delays';

const open = (search: DelaysSearch = {}, onSearch = vi.fn()) =>
  renderScreen(<DelaysPage search={search} onSearch={onSearch} />);

it('opens the rows of each count, in the address', async () => {
  answerWith({ [`GET ${API}`]: { body: delays() } });
  const onSearch = vi.fn();
  await open({ commune: '97001' }, onSearch);
  await screen.findByText('12 jours pour la moitié des agendas');
  const { weeks, months, groups } = delays();
  const opened = [
    ...weeks
      .toReversed()
      .flatMap(({ week_of: semaine, beyond_horizon: beyond }) => [
        { semaine, tri: 'jours' },
        { semaine },
        ...(beyond ? [{ semaine, audela: true }] : []),
      ]),
    ...months
      .toReversed()
      .flatMap(({ month: mois }) => [{ mois, tri: 'jours' }, { mois, tri: 'jours' }, { mois }]),
    ...groups.flatMap(({ dimension, code, lines, appointments }) => [
      ...(lines ? ['third', 'lines'] : []).map((one) => ({ groupe: `${dimension}.${code}.${one}` })),
      ...(appointments ? ['realised', 'appointments'] : []).map((one) => ({
        groupe: `${dimension}.${code}.${one}`,
      })),
    ]),
  ];
  const figures = screen.getAllByRole('button', { name: /^([\d,]+|au-delà)\s*– / });
  expect(figures).toHaveLength(opened.length);
  for (const [at, figure] of figures.entries()) {
    fireEvent.click(figure);
    expect(onSearch).toHaveBeenLastCalledWith({ commune: '97001', ...opened[at] });
  }
});

it('opens a group with its own filter alone: it stands beside the others without any', async () => {
  const { groups } = delays();
  const [group] = groups;
  if (!group) throw new Error('no group');
  const sent = answerWith({
    [`GET ${API}`]: { body: delays() },
    [`GET ${API}/samples`]: { body: { items: [], next: null } },
    [`GET ${API}/appointments`]: { body: { items: [], next: null } },
  });
  const asked = (path: string) =>
    Object.fromEntries(sent.find((one) => one.key === `GET ${API}/${path}`)?.query ?? []);
  const other: DelaysSearch = group.dimension === 'commune' ? { ou: 'VR' } : { commune: '97001' };
  const kept = { ...other, depuis: '2026-01-01', jusque: '2026-12-31' };
  const { unmount } = await open({ ...kept, groupe: `${group.dimension}.${group.code}.lines` });
  await expect.poll(() => asked('samples')).toEqual({ [group.dimension]: group.code, week_of: '2026-11-23' });
  unmount();
  await open({ ...kept, groupe: `${group.dimension}.${group.code}.appointments` });
  await expect
    .poll(() => asked('appointments'))
    .toEqual({ [group.dimension]: group.code, since: '2026-01-01', until: '2026-12-31' });
});

it('asks for the agendas beyond the horizon alone where that count is open', async () => {
  const sent = answerWith({
    [`GET ${API}`]: { body: delays() },
    [`GET ${API}/samples`]: { body: { items: [], next: null } },
  });
  await open({ semaine: '2026-11-23', audela: true });
  const asked = () => sent.find((one) => one.key === `GET ${API}/samples`)?.query.get('beyond_horizon');
  await expect.poll(asked).toBe('true');
  expect(samplesPath({ audela: true }, '2026-11-23')).toMatch(/week_of=2026-11-23&beyond_horizon=true$/);
});

it('opens a median on its rows in the order of their days, and marks the one it is read off', async () => {
  const sample = (name: string, days: number, is_median: boolean) => ({
    professional_id: name,
    professional_name: name,
    profession_code: '10',
    commune_code: '97001',
    commune_name: 'Valbrune',
    place_label: 'Cabinet',
    modality: 'AMB',
    days,
    rank: days,
    is_median,
  });
  const wait = {
    ...sample('Dr Anne Roux', 6, true),
    appointment_id: 'a-1',
    asked_at: '2026-11-02T08:00:00Z',
    starts_at: '2026-11-08T08:00:00Z',
    is_slowest_tenth: true,
  };
  const items = [
    sample('Dr Anne Roux', 3, false),
    sample('Dr Paul Noir', 12, true),
    sample('Dr Zoé Bleu', 20, false),
  ];
  const sent = answerWith({
    [`GET ${API}`]: { body: delays() },
    [`GET ${API}/samples`]: { body: { items, next: null } },
    [`GET ${API}/appointments`]: { body: { items: [wait], next: null } },
  });
  const asked = (path: string) => sent.find((one) => one.key === `GET ${API}/${path}`)?.query.get('order');
  const { container, unmount } = await open({ semaine: '2026-11-23', tri: 'jours' });
  const rows = within(await screen.findByRole('region', { name: /^Agendas relevés le .* – par délai$/ }));
  expect(await rows.findByRole('row', { name: /Paul Noir.*12 médiane/ })).toBeVisible();
  expect(rows.getAllByText('médiane')).toHaveLength(1);
  expect(asked('samples')).toBe('days');
  await expectAccessible(container);
  unmount();
  await open({ mois: '2026-11', tri: 'jours' });
  expect(await screen.findByRole('row', { name: /6 médiane neuf sur dix.*Anne Roux/ })).toBeVisible();
  expect(asked('appointments')).toBe('days');
});

it('keeps the order of days in the address of what it orders alone', () => {
  expect(readDelaysSearch({ tri: 'jours' })).toEqual({});
  expect(readDelaysSearch({ mois: '2026-11', tri: 'jours' })).toEqual({ mois: '2026-11', tri: 'jours' });
  expect(readDelaysSearch({ mois: '2026-11', tri: 'nom' })).toEqual({ mois: '2026-11' });
});
