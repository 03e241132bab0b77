import type { ReferralRow, Sex } from '@/api/types';
import { codeLabel } from '@/lib/i18n';

const INITIAL: Record<Sex, string> = { female: 'F', male: 'H', unknown: '' };

/** « F, 70–79 ans · Val-d'Orge »: all that a list says of the person. */
export function personLine(
  referral: Pick<ReferralRow, 'sex' | 'age_band' | 'place'>,
  noAddress: string,
): string {
  const who = [
    INITIAL[referral.sex],
    codeLabel('ageBand', referral.age_band).replace('Â', INITIAL[referral.sex] ? 'â' : 'Â'),
  ]
    .filter(Boolean)
    .join(', ');
  return `${who} · ${referral.place?.name ?? noAddress}`;
}

/** « Médecin traitant » or « Soins : pilulier, injection »: the kind, then needs that add something to it. */
export function needLine(referral: Pick<ReferralRow, 'kind' | 'need_codes'>): string {
  const kind = codeLabel('kind', referral.kind);
  const needs = referral.need_codes
    .filter((code) => code !== 'find_medecin_traitant' && code !== 'unscheduled_care')
    .map((code) => codeLabel('need', code));
  return needs.length > 0 ? `${kind} – ${needs.join(', ').toLowerCase()}` : kind;
}
