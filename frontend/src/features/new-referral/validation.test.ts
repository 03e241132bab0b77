import { describe, expect, it } from 'vitest';
import { type FormValues, initialValues } from './form-values';
import { parseBirth, toStateNeed } from './state-need';
import { faultsIn } from './validation';

const today = new Date('2026-11-23T10:00:00Z');

const complete: FormValues = {
  ...initialValues('soin'),
  kind: 'medecin_traitant' as const,
  needs: ['find_medecin_traitant'],
  urgency: 'normal' as const,
  familyName: 'Martin',
  givenName: 'Anne',
  birth: '1948',
  sex: 'female' as const,
  communeCode: '99001',
  phone: '06 12 34 56 78',
  consent: 'both' as const,
};

describe('what the page asks for', () => {
  it('names every missing answer of the eight, in the order of the page', () => {
    expect(faultsIn(initialValues('soin'), today)).toEqual([
      'need',
      'urgency',
      'familyName',
      'givenName',
      'birth',
      'sex',
      'residence',
      'contact',
      'consent',
    ]);
  });
  it('refuses a status of the identity without its proof, and sends it with', () => {
    const said = { ...complete.identity, status: 'validated' as const };
    expect(faultsIn({ ...complete, identity: said }, today)).toEqual(['identity']);
    const ins = { ...said, status: 'retrieved' as const, matricule: '261' };
    expect(faultsIn({ ...complete, identity: ins }, today)).toEqual(['identity']);
    const seen = { ...complete, identity: { ...said, document: 'passport' as const } };
    expect(faultsIn(seen, today)).toEqual([]);
    expect(toStateNeed(seen, today).patient.identity).toEqual({
      status: 'validated',
      document: 'passport',
      ins: null,
    });
    expect(toStateNeed(complete, today).patient.identity).toBeNull();
  });
  it('accepts the eight answers alone', () => expect(faultsIn(complete, today)).toEqual([]));
  it('accepts that the birth, the address and the phone are unknown', () => {
    const unknown = {
      ...complete,
      birth: '',
      birthUnknown: true,
      communeCode: null,
      noAddress: true,
      phone: '',
      throughMe: true,
    };
    expect(faultsIn(unknown, today)).toEqual([]);
  });
  it('asks nothing that identifies the person when she refuses', () => {
    const refusal = { ...initialValues('soin'), kind: 'care' as const, consent: 'refused' as const };
    expect(faultsIn(refusal, today)).toEqual([]);
  });
  it('refuses a phone, an address or a social security number that cannot be', () => {
    expect(faultsIn({ ...complete, phone: '0612' }, today)).toEqual(['phone']);
    expect(faultsIn({ ...complete, email: 'anne@' }, today)).toEqual(['email']);
    expect(faultsIn({ ...complete, nir: '2 48 03 75 116 001' }, today)).toEqual(['nir']);
    expect(faultsIn({ ...complete, nir: '2 48 03 2A 116 001 22' }, today)).toEqual([]);
  });
});

describe('birth', () => {
  it('is a day or a year', () => {
    expect(parseBirth('12/03/1948', today)).toEqual({ date: '1948-03-12' });
    expect(parseBirth('1.3.1948', today)).toEqual({ date: '1948-03-01' });
    expect(parseBirth(' 1948 ', today)).toEqual({ year: 1948 });
  });
  it.each(['31/02/1948', '12/03/48', '1890', '2027', '24/11/2026', 'mars 1948'])('refuses %s', (typed) => {
    expect(parseBirth(typed, today)).toBeUndefined();
  });
});

it('sends what was said and nothing that was not', () => {
  const act = toStateNeed({ ...complete, languages: [] }, today);
  expect(act).toMatchObject({
    patient: { family_name: 'Martin', birth: { year: 1948 }, nir: null },
    residence: { commune_code: '99001' },
    contact: { phone: '06 12 34 56 78', through_referrer: false },
    constraints: { language_codes: [], doctor_sex: null },
    consent: { search: true, bulletin_sharing: true, given: 'oral' },
    care: null,
    social: null,
    usual_professional_id: null,
  });
  expect(toStateNeed({ ...complete, usualProfessionalId: 'd1' }, today).usual_professional_id).toBe('d1');
  expect(act.criteria).toMatchObject({ regular_medication: 'unknown', cover: 'unknown' });
});
