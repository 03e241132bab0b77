import type { Bundle } from '@/api/types';
import type { useTexts } from './texts';

const DAY_HOURS = 24;
/** Hours are counted one by one up to here, then in days. */
const IN_HOURS = 72;

/** « reste 20 h », « reste 5 j », « l'heure est passée ». */
export function timeLeft(t: ReturnType<typeof useTexts>, hours: number): string {
  if (hours < 0) return t('passed');
  return hours <= IN_HOURS
    ? t('hoursLeft', { count: hours })
    : t('daysLeft', { count: Math.floor(hours / DAY_HOURS) });
}

export const isDischarge = (
  bundle: Bundle,
): bundle is Bundle & { discharge_at: string; hours_left: number } => bundle.discharge_at !== null;
