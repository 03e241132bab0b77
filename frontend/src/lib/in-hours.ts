import { NBSP } from '@/lib/typography';

/** Minutes as « 2 h 05 », « 3 h ». */
export function inHours(minutes: number): string {
  const rest = minutes % 60;
  const hours = `${Math.floor(minutes / 60)}${NBSP}h`;
  return rest === 0 ? hours : `${hours}${NBSP}${String(rest).padStart(2, '0')}`;
}
