import type { Kind, Sex, StateDischarge, StateNeed, StateTogether, Urgency } from '@/api/types';
import { civilInstant } from '@/lib/dates';
import { readDayOrYear } from '@/lib/day-or-year';
import { toStateIdentity } from '@/referral/identity-fields';
import { answersFor } from '@/referral/short-form';
import type { FormValues } from './form-values';

/** « 12/03/1948 », « 12 3 1948 », « 1948-03-12 » or « 1948 »; undefined when it is neither a day nor a year. */
export function parseBirth(typed: string, today: Date): { date: string } | { year: number } | undefined {
  const read = readDayOrYear(typed);
  if (!read || !between(Number(read.slice(0, 4)), today)) return undefined;
  if (read.length === 4) return { year: Number(read) };
  return new Date(`${read}T00:00:00Z`) <= today ? { date: read } : undefined;
}

export const OLDEST = 121;
const between = (year: number, today: Date) =>
  year >= today.getFullYear() - OLDEST && year <= today.getFullYear();

const filled = (texts: Record<string, string>) => {
  const kept = Object.entries(texts).filter(([, text]) => text.trim() !== '');
  return kept.length > 0 ? Object.fromEntries(kept) : null;
};

function representative(values: FormValues): StateNeed['representative'] {
  const name = values.representativeName.trim();
  if (!name) return null;
  return { name, link: values.representativeLink, phone: values.representativePhone.trim() || null };
}

function withReference(values: FormValues): StateNeed['care'] {
  const words = filled(values.care);
  const url = values.referenceUrl.trim();
  return url ? { ...words, links: [{ system: values.referenceSystem, url }] } : words;
}

/** Someone under 18 by what was typed; a year alone counts as its last day. */
export function isMinor(typed: string, today: Date): boolean {
  const birth = parseBirth(typed, today);
  if (!birth) return false;
  const adult = new Date('date' in birth ? `${birth.date}T00:00:00Z` : `${birth.year}-12-31T00:00:00Z`);
  adult.setUTCFullYear(adult.getUTCFullYear() + 18);
  return adult > today;
}

/** The act of the contract; call it on valid values only. */
export const toStateNeed = (values: FormValues, today: Date): StateNeed => ({
  ...statement(values, today),
  kind: values.kind as Kind,
  need: values.needs,
  urgency: values.urgency as Urgency,
  specialty: values.kind === 'specialist' ? values.specialty : null,
  advice_first: values.kind === 'specialist' && values.adviceFirst,
  two_legs: values.kind === 'dental' && values.twoLegs,
  answers: answersFor(values.kind as Kind, values.needs, values.answers),
});

/** One request per carer, from that hour. */
export const toStateDischarge = (values: FormValues, today: Date): StateDischarge => ({
  ...statement(values, today),
  discharge_at: civilInstant(values.dischargeDay, values.dischargeTime),
  carers: values.carers.map((carer) => ({ carer })),
  answers: answersFor('discharge', ['nurse_at_discharge'], values.answers),
});

/** One request per person, searched together. */
export const toStateTogether = (values: FormValues, today: Date): StateTogether => ({
  ...statement(values, today),
  answers: answersFor('medecin_traitant', values.needs, values.answers),
  setting: values.whom === 'nursing_home' ? 'nursing_home' : 'household',
  urgency: values.urgency as Urgency,
  others: values.others.map((one) => ({
    patient: {
      family_name: one.familyName.trim(),
      given_name: one.givenName.trim(),
      birth: parseBirth(one.birth, today) ?? { unknown: true },
      sex: one.sex as Sex,
    },
  })),
});

/** What is said of the person, whatever is asked for. */
function statement(values: FormValues, today: Date) {
  const orNull = (text: string) => text.trim() || null;
  return {
    patient: {
      family_name: values.familyName.trim(),
      given_name: values.givenName.trim(),
      birth_name: orNull(values.birthName),
      birth: values.birthUnknown ? { unknown: true } : (parseBirth(values.birth, today) ?? { unknown: true }),
      sex: values.sex as Sex,
      nir: orNull(values.nir.replace(/\s/g, '')),
      identity: values.identity.status === 'provisional' ? null : toStateIdentity(values.identity),
    },
    residence: values.noAddress
      ? { none: true }
      : { commune_code: values.communeCode, address: orNull(values.address) },
    contact: {
      phone: orNull(values.phone),
      email: orNull(values.email),
      through_referrer: values.throughMe,
    },
    criteria: { ...values.criteria, cover: values.cover },
    complexity: values.complexity,
    constraints: {
      home_visit: values.homeVisit,
      teleconsultation: values.teleconsultation === 'none' ? null : values.teleconsultation,
      accompanied_by: values.teleconsultation === 'none' ? null : values.accompaniedBy,
      wheelchair: values.wheelchair,
      language_codes: values.languages,
      doctor_sex: values.doctorSex === 'none' ? null : values.doctorSex,
      doctor_sex_imperative: values.doctorSex !== 'none' && values.doctorSexImperative,
      advance_choice: values.advanceChoice,
    },
    consent: { search: true, bulletin_sharing: values.consent === 'both', given: values.given },
    usual_professional_id: values.usualProfessionalId,
    reason: values.reason,
    door: values.door,
    on_behalf_of: values.behalfName.trim()
      ? { name: values.behalfName.trim(), structure: orNull(values.behalfStructure) }
      : null,
    representative: representative(values),
    care: withReference(values),
    social: filled(values.social),
  };
}
