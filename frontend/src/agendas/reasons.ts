import type { components } from '@/api/scheduling.gen';
import codes from '@/locales/fr/codes.json';

export type BookingReason = components['schemas']['BookingReason'];

export const REASONS = Object.keys(codes.bookingReason) as BookingReason[];

/** Why anybody comes to anybody; the others are acts, found and booked only where an opening names them. */
export const EVERYBODYS: BookingReason[] = ['snp', 'first_visit', 'follow_up', 'care', 'other'];
