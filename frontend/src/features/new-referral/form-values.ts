import { FORMS } from '@/api/forms.gen';
import type {
  Answer,
  BesideThePerson,
  Carer,
  ComplexityCriterion,
  Cover,
  Door,
  Kind,
  Need,
  ReferenceSystem,
  RepresentativeLink,
  RequestReason,
  Sex,
  Specialty,
  Urgency,
} from '@/api/types';
import { CARE_WORDS, CRITERIA, type Criterion, SOCIAL_WORDS } from '@/referral/answers';
import { type IdentityProofs, NOTHING_PROVED } from '@/referral/identity-fields';
import type { FormAnswers } from '@/referral/short-form';
import type { Track } from '@/referral/track';

/** The needs of each kind, as the service knows them; the first one is chosen with the kind. */
export const needsOf = (kind: Kind): Need[] => [...FORMS[kind].needs];

export const URGENCIES: Urgency[] = ['normal', 'soon', 'urgent'];

/** Whom a discharge may line up. */
export const CARERS: Carer[] = [
  'nurse',
  'physiotherapist',
  'pharmacist',
  'general_practitioner',
  'home_help',
  'speech_therapist',
];

/** For whom a médecin traitant is searched. */
export type Whom = 'one' | 'household' | 'nursing_home';

export interface OtherPerson {
  familyName: string;
  givenName: string;
  birth: string;
  sex: Sex | null;
}

export const nobodyYet = (familyName = ''): OtherPerson => ({
  familyName,
  givenName: '',
  birth: '',
  sex: null,
});

export type Consent = 'both' | 'search' | 'refused';

/** What the page holds while the person types; strings as typed. */
export interface FormValues {
  kind: Kind | null;
  needs: Need[];
  urgency: Urgency | null;
  carers: Carer[];
  twoLegs: boolean;
  whom: Whom;
  others: OtherPerson[];
  dischargeDay: string;
  dischargeTime: string;
  familyName: string;
  givenName: string;
  birthName: string;
  birth: string;
  birthUnknown: boolean;
  sex: Sex | null;
  nir: string;
  identity: IdentityProofs;
  communeCode: string | null;
  noAddress: boolean;
  address: string;
  phone: string;
  email: string;
  throughMe: boolean;
  criteria: Record<Criterion, Answer>;
  complexity: ComplexityCriterion[];
  cover: Cover;
  homeVisit: boolean;
  teleconsultation: 'none' | 'accepted' | 'required';
  accompaniedBy: BesideThePerson | null;
  wheelchair: boolean;
  languages: string[];
  doctorSex: 'female' | 'male' | 'none';
  doctorSexImperative: boolean;
  advanceChoice: boolean;
  usualProfessionalId: string | null;
  care: Record<(typeof CARE_WORDS)[number], string>;
  social: Record<(typeof SOCIAL_WORDS)[number], string>;
  consent: Consent | null;
  given: 'oral' | 'written' | 'representative';
  representativeName: string;
  representativeLink: RepresentativeLink;
  representativePhone: string;
  /** Null: what the kind most often means. */
  reason: RequestReason | null;
  /** Null: what the account says. */
  door: Door | null;
  behalfName: string;
  behalfStructure: string;
  specialty: Specialty | null;
  adviceFirst: boolean;
  answers: FormAnswers;
  referenceSystem: ReferenceSystem;
  referenceUrl: string;
  recontactOn: string;
}

const allEqual = <K extends string, V>(keys: readonly K[], value: V) =>
  Object.fromEntries(keys.map((key) => [key, value])) as Record<K, V>;

/** What is most often asked for at a door: after an emergency, whoever has none is to find a médecin traitant. */
const KIND_OF_DOOR: Partial<Record<Door, Kind>> = { emergency: 'medecin_traitant' };

/** Tracks with a single kind have it chosen already, and so has the door of a single need. */
export function initialValues(track: Track, door?: Door): FormValues {
  const usual = (door && KIND_OF_DOOR[door]) ?? null;
  const kind = track === 'soin' ? usual : track;
  return {
    kind,
    needs: kind && kind !== 'social' ? needsOf(kind).slice(0, 1) : [],
    urgency: null,
    carers: ['nurse'],
    twoLegs: false,
    whom: 'one',
    others: [],
    dischargeDay: '',
    dischargeTime: '14:00',
    familyName: '',
    givenName: '',
    birthName: '',
    birth: '',
    birthUnknown: false,
    sex: null,
    nir: '',
    identity: NOTHING_PROVED,
    communeCode: null,
    noAddress: false,
    address: '',
    phone: '',
    email: '',
    throughMe: false,
    criteria: allEqual(CRITERIA, 'unknown' as Answer),
    complexity: [],
    cover: 'unknown',
    homeVisit: false,
    teleconsultation: 'none',
    accompaniedBy: null,
    wheelchair: false,
    languages: [],
    doctorSex: 'none',
    doctorSexImperative: false,
    advanceChoice: false,
    usualProfessionalId: null,
    care: allEqual(CARE_WORDS, ''),
    social: allEqual(SOCIAL_WORDS, ''),
    consent: null,
    given: 'oral',
    representativeName: '',
    representativeLink: 'parent',
    representativePhone: '',
    reason: null,
    door: null,
    behalfName: '',
    behalfStructure: '',
    specialty: null,
    adviceFirst: false,
    answers: {},
    referenceSystem: 'e_care',
    referenceUrl: '',
    recontactOn: '',
  };
}
