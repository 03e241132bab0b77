import { expect, test } from 'vitest';
import { modalityLabel, whereaboutsOf } from './modality-label';

const booth = { agenda_kind: 'tele_booth', place_label: 'Pharmacie du Pont' } as const;

test.each([
  ['a doctor', { profession_code: '10' }, 'En téléconsultation'],
  ['a midwife', { profession_code: '50' }, 'En téléconsultation'],
  ['a nurse', { profession_code: '60' }, 'En télésoin'],
  [
    'a doctor seen in a booth',
    { profession_code: '10', ...booth },
    'En téléconsultation accompagnée, Pharmacie du Pont',
  ],
  [
    'a nurse seen in a booth',
    { profession_code: '60', ...booth },
    'En télésoin accompagné, Pharmacie du Pont',
  ],
])('care at a distance of %s bears its own name', (_, by, name) => {
  expect(modalityLabel('VR', by)).toBe(name);
});

const seen = { profession_code: '10', professional_name: 'Dr Anne Martin', place_label: 'MSP' };

test.each([
  ['in practice', 'AMB', seen, ['Dr Anne Martin', 'MSP']],
  ['at home', 'HH', { ...seen, place_label: null }, ['Dr Anne Martin', 'À domicile']],
  ['at a distance', 'VR', seen, ['Dr Anne Martin', 'En téléconsultation']],
  [
    'in a booth',
    'VR',
    { ...seen, ...booth, professional_name: 'Pharmacie du Pont 2' },
    ['En téléconsultation accompagnée, Pharmacie du Pont'],
  ],
  [
    'with who is no longer known',
    'VR',
    { ...seen, profession_code: null, professional_name: null },
    [null, 'À distance'],
  ],
])('an appointment %s says who and where', (_, modality, visit, words) => {
  expect(whereaboutsOf({ modality, ...visit })).toEqual(words);
});

test('a booth changes nothing of care on the spot', () => {
  expect(modalityLabel('AMB', { profession_code: '10', ...booth })).toBe('Au cabinet');
});
