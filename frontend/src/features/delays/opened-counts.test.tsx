import { fireEvent, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { answerWith, renderScreen } from '@/test-render';
import { DelaysPage } from './delays-page';
import { type DelaysSearch, samplesPath } from './queries';
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
        { semaine },
        ...(beyond ? [{ semaine, audela: true }] : []),
      ]),
    ...months.toReversed().map(({ month: mois }) => ({ mois })),
    ...groups.flatMap(({ dimension, code, lines, appointments }) => [
      ...(lines ? [{ groupe: `${dimension}.${code}.lines` }] : []),
      ...(appointments ? [{ groupe: `${dimension}.${code}.appointments` }] : []),
    ]),
  ];
  const figures = screen.getAllByRole('button', { name: /^\d+\s*– / });
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
