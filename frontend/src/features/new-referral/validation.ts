import { civilInstant } from '@/lib/dates';
import { z } from '@/lib/zod';
import { lacksProof } from '@/referral/identity-fields';
import type { FormValues, OtherPerson } from './form-values';
import { parseBirth } from './state-need';

/** Names of the sentences in `faults` of new-referral.json, in the order of the page. */
export const FAULTS = [
  'need',
  'urgency',
  'carers',
  'discharge',
  'familyName',
  'givenName',
  'birth',
  'sex',
  'residence',
  'others',
  'contact',
  'phone',
  'email',
  'nir',
  'identity',
  'consent',
  'representative',
  'reference',
] as const;
export type Fault = (typeof FAULTS)[number];

/** `id` in the page of the field that each fault names. */
export const FIELD_IDS: Record<Fault, string> = {
  need: 'champ-besoin',
  urgency: 'champ-delai',
  carers: 'champ-soignants',
  discharge: 'champ-sortie',
  familyName: 'champ-nom',
  givenName: 'champ-prenom',
  birth: 'champ-naissance',
  sex: 'champ-sexe',
  residence: 'champ-commune',
  others: 'champ-autres',
  contact: 'champ-telephone',
  phone: 'champ-telephone',
  email: 'champ-courriel',
  nir: 'champ-nir',
  identity: 'champ-identite',
  consent: 'champ-accord',
  representative: 'champ-representant',
  reference: 'champ-dossier',
};

/** Where the server's field paths stand in the page. */
export const FAULT_OF_PATH: Record<string, Fault> = {
  kind: 'need',
  need: 'need',
  urgency: 'urgency',
  carers: 'carers',
  discharge_at: 'discharge',
  'patient.family_name': 'familyName',
  'patient.given_name': 'givenName',
  'patient.birth': 'birth',
  'patient.sex': 'sex',
  'patient.nir': 'nir',
  'patient.identity': 'identity',
  residence: 'residence',
  others: 'others',
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

/** Several persons of one household or establishment, for a médecin traitant alone. */
export const isTogether = ({ kind, whom, others }: FormValues): boolean =>
  kind === 'medecin_traitant' && whom !== 'one' && others.length > 0;

const isWhole = ({ familyName, givenName, birth, sex }: OtherPerson, today: Date): boolean =>
  !fails(text, familyName) && !fails(text, givenName) && Boolean(parseBirth(birth, today)) && sex !== null;

/** A status without its proof, or a matricule that cannot be one. */
const isUnproved = ({ identity }: FormValues): boolean =>
  lacksProof(identity) || (identity.matricule.trim() !== '' && fails(nir, digits(identity.matricule)));

const YEAR_MS = 366 * 86_400_000;

/** An hour to come, and not more than a year away. */
function isAhead({ dischargeDay: day, dischargeTime: time }: FormValues, now: Date): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^\d\d:\d\d$/.test(time)) return false;
  const left = Date.parse(civilInstant(day, time)) - now.getTime();
  return left > 0 && left <= YEAR_MS;
}

/** The faults of a page, in its order. A refusal asks for nothing that identifies the person. */
export function faultsIn(values: FormValues, today: Date): Fault[] {
  const isRefusal = values.consent === 'refused';
  const isDischarge = values.kind === 'discharge';
  const broken: Record<Fault, boolean> = {
    need: !values.kind || (!isRefusal && values.needs.length === 0),
    urgency: !isRefusal && !isDischarge && !values.urgency,
    carers: !isRefusal && isDischarge && values.carers.length === 0,
    discharge: !isRefusal && isDischarge && !isAhead(values, today),
    familyName: !isRefusal && fails(text, values.familyName),
    givenName: !isRefusal && fails(text, values.givenName),
    birth: !isRefusal && !values.birthUnknown && !parseBirth(values.birth, today),
    sex: !isRefusal && !values.sex,
    residence: !isRefusal && !values.noAddress && !values.communeCode,
    others: !isRefusal && isTogether(values) && !values.others.every((one) => isWhole(one, today)),
    contact: !isRefusal && !values.throughMe && !values.phone.trim() && !values.email.trim(),
    phone: !isRefusal && values.phone.trim() !== '' && fails(phone, digits(values.phone)),
    email: !isRefusal && values.email.trim() !== '' && fails(email, values.email.trim()),
    nir: !isRefusal && values.nir.trim() !== '' && fails(nir, digits(values.nir)),
    identity: !isRefusal && isUnproved(values),
    consent: !values.consent,
    representative:
      !isRefusal && values.given === 'representative' && values.representativeName.trim() === '',
    reference:
      !isRefusal && values.referenceUrl.trim() !== '' && fails(reference, values.referenceUrl.trim()),
  };
  return FAULTS.filter((fault) => broken[fault]);
}
