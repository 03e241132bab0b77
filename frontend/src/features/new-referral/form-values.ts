import type { Answer, Cover, Kind, Need, Sex, Urgency } from '@/api/types';
import { CARE_WORDS, CRITERIA, type Criterion, SOCIAL_WORDS } from '@/referral/answers';
import type { Track } from '@/referral/track';

/** Kinds of the « soin » track, and the needs of each; the first need is chosen with the kind. */
export const NEEDS: Record<Kind, Need[]> = {
  medecin_traitant: [
    'find_medecin_traitant',
    'chronic_follow_up',
    'treatment_renewal',
    'home_follow_up',
    'child_follow_up',
  ],
  care: [
    'nursing',
    'wound_care',
    'injection',
    'blood_sample',
    'pill_box',
    'home_washing',
    'physiotherapy',
    'respiratory_physiotherapy',
    'speech_therapy',
    'podiatry',
    'dietetics',
    'psychology',
    'occupational_therapy',
    'pregnancy_follow_up',
  ],
  specialist: ['specialist_visit', 'specialist_advice', 'tele_expertise'],
  discharge: ['nurse_at_discharge', 'wound_care', 'injection', 'pill_box', 'home_washing'],
  dental: ['dental_care', 'dental_emergency', 'dental_prosthesis'],
  imaging_biology: ['imaging', 'biology'],
  psychiatry: ['psychiatric_assessment', 'psychiatric_follow_up'],
  social: ['rights', 'housing', 'home_help', 'domiciliation', 'financial_help', 'social_report'],
  snp: ['unscheduled_care'],
};

export const CARE_KINDS: Kind[] = [
  'medecin_traitant',
  'care',
  'specialist',
  'discharge',
  'dental',
  'imaging_biology',
  'psychiatry',
];

export type Consent = 'both' | 'search' | 'refused';

/** What the page holds while the person types; strings as typed. */
export interface FormValues {
  kind: Kind | null;
  needs: Need[];
  urgency: Urgency | null;
  familyName: string;
  givenName: string;
  birthName: string;
  birth: string;
  birthUnknown: boolean;
  sex: Sex | null;
  nir: string;
  communeCode: string | null;
  noAddress: boolean;
  address: string;
  phone: string;
  email: string;
  throughMe: boolean;
  criteria: Record<Criterion, Answer>;
  cover: Cover;
  homeVisit: boolean;
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
  recontactOn: string;
}

const allEqual = <K extends string, V>(keys: readonly K[], value: V) =>
  Object.fromEntries(keys.map((key) => [key, value])) as Record<K, V>;

/** Tracks with a single kind have it chosen already. */
export function initialValues(track: Track): FormValues {
  const kind = track === 'soin' ? null : track;
  return {
    kind,
    needs: track === 'snp' ? ['unscheduled_care'] : [],
    urgency: null,
    familyName: '',
    givenName: '',
    birthName: '',
    birth: '',
    birthUnknown: false,
    sex: null,
    nir: '',
    communeCode: null,
    noAddress: false,
    address: '',
    phone: '',
    email: '',
    throughMe: false,
    criteria: allEqual(CRITERIA, 'unknown' as Answer),
    cover: 'unknown',
    homeVisit: false,
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
    recontactOn: '',
  };
}
