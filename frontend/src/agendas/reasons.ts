import type { components } from '@/api/scheduling.gen';
import codes from '@/locales/fr/codes.json';

export type BookingReason = components['schemas']['BookingReason'];

export const REASONS = Object.keys(codes.bookingReason) as BookingReason[];

/** Why anybody comes to anybody; the others are acts, found and booked only where an opening names them. */
export const EVERYBODYS: BookingReason[] = ['snp', 'first_visit', 'follow_up', 'care', 'other'];

/** The acts that a slot is taken for, where it is taken for nothing else: said wherever no reason was looked for. */
export const actsAlone = ({ reasons }: { reasons: Record<string, number> }): BookingReason[] => {
  const named = REASONS.filter((one) => one in reasons);
  return named.some((one) => EVERYBODYS.includes(one)) ? [] : named;
};
