import type { Referral } from '@/api/types';

/** The shared agenda opened for a request of unscheduled care: near the person, for that reason. */
export const snpSearch = (referral: Pick<Referral, 'referral_id' | 'place'>) => ({
  demande: referral.referral_id,
  type: 'snp' as const,
  ...(referral.place && { pres: referral.place.commune_code }),
});
