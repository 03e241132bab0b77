import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderScreen } from '@/test-render';
import { readSpans, WEEKDAYS } from './hours';
import { HoursList } from './hours-list';

it.each(['8h', '20h-8h', '25h-26h', 'demain', '8h-12h, 25h', '8h-24h30'])('reads no hours in %s', (typed) => {
  expect(readSpans(typed)).toBeNull();
});

it.each([
  ['', []],
  ['8h-12h', [['08:00', '12:00']]],
  [
    '8h30–12:00, 14h - 20',
    [
      ['08:30', '12:00'],
      ['14:00', '20:00'],
    ],
  ],
  ['20h à 24h', [['20:00', '24:00']]],
])('reads the hours in « %s »', (typed, spans) => {
  expect(readSpans(typed)?.map((one) => [one.from_time, one.to_time])).toEqual(spans);
});

it('says days that are alike in one line, holidays, and the next day of its own', async () => {
  const span = { from_time: '08:00', to_time: '20:00' };
  await renderScreen(
    <HoursList
      hours={[1, 2, 3, 6].map((weekday) => ({ ...span, weekday }))}
      dated_hours={[
        { on: '2099-12-24', from_time: null, to_time: null },
        { on: '2020-01-01', ...span },
      ]}
    />,
  );
  expect(screen.getAllByRole('listitem').map((one) => one.textContent)).toEqual([
    'Lundi à mercredi\u00a0: 8\u00a0h – 20\u00a0h',
    'Samedi\u00a0: 8\u00a0h – 20\u00a0h',
    'Fermé les jours fériés',
    'Le 24/12/2099\u00a0: fermé',
  ]);
});

it('says in one line that it never stops', async () => {
  const span = { from_time: '00:00', to_time: '24:00' };
  const hours = WEEKDAYS.map((weekday) => ({ ...span, weekday }));
  await renderScreen(<HoursList hours={hours} holiday_hours={[span]} />);
  expect(screen.getByText('Jour et nuit, tous les jours')).toBeVisible();
});
