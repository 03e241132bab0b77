import { useQuery } from '@tanstack/react-query';
import { audiences, lowered } from '@/agendas/audiences';
import { dayAndMonth, hour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { type ExtraOpening, type ExtraRounds, openingQuery, type WiderAudience } from './queries';
import { useTexts } from './texts';

interface Hours {
  weekdays: number[];
  starts_on?: string;
  from_time: string;
  to_time: string;
}

/** « chaque lundi et mardi », « du lundi au vendredi ». */
export function useWeekdays() {
  const t = useTexts();
  return (weekdays: number[]) => {
    const labels = weekdays.map((day) => codeLabel('weekday', String(day)));
    const isRange = weekdays.length > 2 && weekdays.every((day, rank) => day === Number(weekdays[0]) + rank);
    return isRange
      ? t('hours.range', { first: labels[0], last: labels.at(-1) })
      : t('hours.each', { days: inWords(labels) });
  };
}

/** « chaque lundi et mardi, de 9 h à 12 h ». */
export function useHours() {
  const t = useTexts();
  const days = useWeekdays();
  return ({ weekdays, starts_on, from_time, to_time }: Hours) => {
    const span = { from: hour(from_time), to: hour(to_time) };
    if (weekdays.length === 0) return t('hours.once', { day: dayAndMonth(starts_on ?? ''), ...span });
    return t('hours.weekly', { days: days(weekdays), ...span });
  };
}

export const inWords = (all: string[]) => new Intl.ListFormat('fr').format(all);

interface PartProps<T> {
  part: T;
  nameOf: (professionalId: string) => string;
}

/** Hours that a plan opens, in a sentence. */
export function ExtraOpeningWords({ part, nameOf }: PartProps<ExtraOpening>) {
  const t = useTexts();
  const hours = useHours();
  return (
    <>
      {t('part.opens', { name: nameOf(part.professional_id), hours: hours(part) })}
      {part.host_id && t('part.beside', { name: nameOf(part.host_id) })}
      {t('part.slots', {
        minutes: part.slot_minutes,
        how: (part.modalities ?? []).map((one) => lowered(codeLabel('modality', one))).join(', '),
        audience: audiences(part.audience),
      })}
    </>
  );
}

/** Rounds that a plan asks of a nurse, in a sentence. */
export function ExtraRoundsWords({ part, nameOf }: PartProps<ExtraRounds>) {
  const t = useTexts();
  const hours = useHours();
  return t('part.visits', { name: nameOf(part.professional_id), hours: hours(part), count: part.most });
}

/** An opening that a plan shows to more people, in a sentence. */
export function WideningWords({ part, nameOf }: PartProps<WiderAudience>) {
  const t = useTexts();
  const hours = useHours();
  const { data: opening } = useQuery(openingQuery(part.opening_id));
  return t('part.widens', {
    name: nameOf(part.professional_id),
    hours: opening ? hours(opening) : t('part.anOpening'),
    audience: audiences(part.audience),
  });
}
