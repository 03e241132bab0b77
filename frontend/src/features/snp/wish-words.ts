import { modalityLabel } from '@/agendas/modality-label';
import { codeLabel } from '@/lib/i18n';
import { kilometres } from '@/lib/typography';
import type { Wish } from './wish-queries';
import type { useWishTexts } from './wish-texts';

type Say = ReturnType<typeof useWishTexts>;

export const WEEKDAYS = [1, 2, 3, 4, 5, 6] as const;
export const HALVES = ['morning', 'afternoon'] as const;

/** A Monday, to name the days that follow it. */
const MONDAY = Date.UTC(2024, 0, 1);
const names = new Intl.DateTimeFormat('fr', { weekday: 'short', timeZone: 'UTC' });

/** « 2-morning » as it is said. */
export function halfDayLabel(t: Say, code: string): string {
  const [weekday = '1', half] = code.split('-');
  const day = names.format(MONDAY + (Number(weekday) - 1) * 86_400_000);
  return t(half === 'afternoon' ? 'halfDay.afternoon' : 'halfDay.morning', { day });
}

/** What would suit, in one line. */
export function wishLine(t: Say, wish: Wish): string {
  const place = wish.commune_name ?? (wish.near_lat === null ? null : t('aroundPoint'));
  return [
    codeLabel('profession', wish.profession_code),
    wish.professional_name,
    wish.modality && modalityLabel(wish.modality, wish),
    place && !wish.professional_id && t('within', { distance: kilometres(wish.within_km), place }),
    wish.half_days.map((one) => halfDayLabel(t, one)).join(', '),
  ]
    .filter(Boolean)
    .join(' · ');
}
