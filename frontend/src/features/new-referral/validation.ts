import { z } from '@/lib/zod';
import type { FormValues } from './form-values';
import { parseBirth } from './state-need';

/** Names of the sentences in `faults` of new-referral.json, in the order of the page. */
export const FAULTS = [
  'need',
  'urgency',
  'familyName',
  'givenName',
  'birth',
  'sex',
  'residence',
  'contact',
  'phone',
  'email',
  'nir',
  'consent',
  'representative',
  'reference',
] as const;
export type Fault = (typeof FAULTS)[number];

/** `id` in the page of the field that each fault names. */
export const FIELD_IDS: Record<Fault, string> = {
  need: 'champ-besoin',
  urgency: 'champ-delai',
  familyName: 'champ-nom',
  givenName: 'champ-prenom',
  birth: 'champ-naissance',
  sex: 'champ-sexe',
  residence: 'champ-commune',
  contact: 'champ-telephone',
  phone: 'champ-telephone',
  email: 'champ-courriel',
  nir: 'champ-nir',
  consent: 'champ-accord',
  representative: 'champ-representant',
  reference: 'champ-dossier',
};

/** Where the server's field paths stand in the page. */
export const FAULT_OF_PATH: Record<string, Fault> = {
  kind: 'need',
  need: 'need',
  urgency: 'urgency',
  'patient.family_name': 'familyName',
  'patient.given_name': 'givenName',
  'patient.birth': 'birth',
  'patient.sex': 'sex',
  'patient.nir': 'nir',
  residence: 'residence',
  // A refused consent names the commune at its root.
  commune_code: 'residence',
  contact: 'contact',
  'contact.phone': 'phone',
  'contact.email': 'email',
  consent: 'consent',
  representative: 'representative',
  'care.links': 'reference',
};

const text = z.string().check(z.trim(), z.minLength(1));
const phone = z.string().check(z.regex(/^(\+\d{6,15}|0\d{9})$/));
const email = z.string().check(z.regex(/^[^@\s]+@[^@\s]+\.[^@\s]+$/));
const reference = z.string().check(z.regex(/^https:\/\/[^\s@]+\.[^\s@]+$/));
const nir = z.string().check(z.regex(/^[1-478]\d{5}(\d|A|B)\d{6}\d{2}$/i));

const fails = (schema: z.ZodMiniType, value: unknown) => !schema.safeParse(value).success;
const digits = (typed: string) => typed.replace(/[\s.-]/g, '');

/** The faults of a page, in its order. A refusal asks for nothing that identifies the person. */
export function faultsIn(values: FormValues, today: Date): Fault[] {
  const isRefusal = values.consent === 'refused';
  const broken: Record<Fault, boolean> = {
    need: !values.kind || (!isRefusal && values.needs.length === 0),
    urgency: !isRefusal && !values.urgency,
    familyName: !isRefusal && fails(text, values.familyName),
    givenName: !isRefusal && fails(text, values.givenName),
    birth: !isRefusal && !values.birthUnknown && !parseBirth(values.birth, today),
    sex: !isRefusal && !values.sex,
    residence: !isRefusal && !values.noAddress && !values.communeCode,
    contact: !isRefusal && !values.throughMe && !values.phone.trim() && !values.email.trim(),
    phone: !isRefusal && values.phone.trim() !== '' && fails(phone, digits(values.phone)),
    email: !isRefusal && values.email.trim() !== '' && fails(email, values.email.trim()),
    nir: !isRefusal && values.nir.trim() !== '' && fails(nir, digits(values.nir)),
    consent: !values.consent,
    representative:
      !isRefusal && values.given === 'representative' && values.representativeName.trim() === '',
    reference:
      !isRefusal && values.referenceUrl.trim() !== '' && fails(reference, values.referenceUrl.trim()),
  };
  return FAULTS.filter((fault) => broken[fault]);
}
