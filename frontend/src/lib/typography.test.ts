import { expect, it } from 'vitest';
import { fullName, kilometres, number, percent, phone, phoneLink } from './typography';

it('writes numbers, percentages and distances the French way', () => {
  expect(number(67000)).toBe('67\u202f000');
  expect(percent(0.74)).toBe('74\u00a0%');
  expect(kilometres(6.42)).toBe('6,4\u00a0km');
});

it('writes phone numbers by pairs and leaves the unknown alone', () => {
  expect(phone('+33612345678')).toBe('06\u00a012\u00a034\u00a056\u00a078');
  expect(phoneLink('06 12 34 56 78')).toBe('tel:0612345678');
  expect(phone('3114')).toBe('3114');
});

it('puts the title before the name when there is one', () => {
  expect(fullName({ title: 'Dr', given_name: 'Anne', family_name: 'Martin' })).toBe('Dr Anne Martin');
  expect(fullName({ title: null, given_name: 'Anne', family_name: 'Martin' })).toBe('Anne Martin');
});
