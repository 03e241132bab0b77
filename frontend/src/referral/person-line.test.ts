import { expect, it } from 'vitest';
import { needLine, personLine } from './person-line';

it('says of the person the sex, the age band and the commune, and nothing more', () => {
  const place = { commune_code: '99001', name: 'Mézerac' };
  expect(personLine({ sex: 'female', age_band: '70-79', place }, 'Sans adresse')).toBe(
    'F, 70–79\u00a0ans · Mézerac',
  );
  expect(personLine({ sex: 'male', age_band: 'unknown', place: null }, 'Sans adresse')).toBe(
    'H, âge inconnu · Sans adresse',
  );
  expect(personLine({ sex: 'unknown', age_band: 'unknown', place }, '')).toBe('Âge inconnu · Mézerac');
});

it('adds to the kind only the needs that say something more', () => {
  expect(needLine({ kind: 'medecin_traitant', need_codes: ['find_medecin_traitant'] })).toBe(
    'Médecin traitant',
  );
  expect(needLine({ kind: 'care', need_codes: ['pill_box', 'injection'] })).toBe(
    'Soins – pilulier, injection',
  );
});
