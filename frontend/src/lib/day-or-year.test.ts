import { expect, test } from 'vitest';
import { dayOrYear, readDayOrYear } from './day-or-year';

test.each([
  ['12/03/2024', '2024-03-12'],
  ['1 3 2024', '2024-03-01'],
  ['2024-02-29', '2024-02-29'],
  [' 2024 ', '2024'],
  ['30/02/2024', undefined],
  ['mars 2024', undefined],
  ['24', undefined],
  ['', undefined],
])('« %s » is read as %s', (typed, read) => {
  expect(readDayOrYear(typed)).toBe(read);
});

test('a day is shown as in tables, a year as it is', () => {
  expect([dayOrYear('2024-03-12'), dayOrYear('2024')]).toEqual(['12/03/2024', '2024']);
});
