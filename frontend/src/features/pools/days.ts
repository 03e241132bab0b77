import type { Cover } from '@/agendas/covers';
import { dayAndMonth, hour } from '@/lib/dates';
import { useTexts } from './texts';

/** The hours of a replacement by day, as they come: by start. */
export function byDay(covers: Cover[]): [day: string, hours: Cover[]][] {
  const days = new Map<string, Cover[]>();
  for (const one of covers) days.set(one.day, [...(days.get(one.day) ?? []), one]);
  return [...days];
}

/** « mardi 24 novembre, de 9 h à 12 h et de 14 h à 18 h »; of several days, from which to which and how many. */
export function useDayWords() {
  const t = useTexts();
  const ofDay = (hours: Cover[]) =>
    t('day', {
      day: dayAndMonth(hours[0]?.day ?? ''),
      spans: hours
        .map((one) => t('span', { from: hour(one.from_time), to: hour(one.to_time) }))
        .join(` ${t('and')} `),
    });
  const ofAll = (covers: Cover[]) => {
    const days = byDay(covers);
    return days.length === 1 ? ofDay(covers) : period(days.map(([day]) => day));
  };
  const period = (days: string[]) =>
    t('period', {
      from: dayAndMonth(days[0] ?? ''),
      to: dayAndMonth(days.at(-1) ?? ''),
      count: days.length,
    });
  return { ofDay, ofAll, period };
}
