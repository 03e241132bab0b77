import { expect, test } from 'vitest';
import { modalityLabel } from './modality-label';

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

test('a booth changes nothing of care on the spot', () => {
  expect(modalityLabel('AMB', { profession_code: '10', ...booth })).toBe('Au cabinet');
});
