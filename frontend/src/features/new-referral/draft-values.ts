import type { Draft, DraftWords } from '@/referral/drafts';
import { type FormValues, initialValues } from './form-values';

const WORDS = [
  'familyName',
  'givenName',
  'birthName',
  'birth',
  'nir',
  'address',
  'phone',
  'email',
  'representativeName',
  'referenceUrl',
] as const;

/** Words about the person are worth keeping; a chip alone is chosen again faster than a draft is found. */
export function isWorthKeeping(values: FormValues): boolean {
  const words = [
    ...WORDS.map((key) => values[key]),
    ...Object.values(values.care),
    ...Object.values(values.social),
  ];
  // Once the person refuses, nothing that identifies them is kept anywhere.
  return values.consent !== 'refused' && words.some((text) => text.trim() !== '');
}

export const toDraft = (values: FormValues): DraftWords => ({
  kind: values.kind,
  label: `${values.familyName} ${values.givenName}`.trim().slice(0, 170),
  content: JSON.stringify(values),
});

/** What an older build wrote may lack a field, or hold one that is gone. */
export function fromDraft(draft: Draft): FormValues {
  const empty = initialValues('soin');
  const read = JSON.parse(draft.content) as Partial<FormValues>;
  const known = Object.entries(read).filter(([key, value]) => key in empty && value !== undefined);
  return {
    ...empty,
    ...Object.fromEntries(known),
    criteria: { ...empty.criteria, ...read.criteria },
    care: { ...empty.care, ...read.care },
    social: { ...empty.social, ...read.social },
  };
}
