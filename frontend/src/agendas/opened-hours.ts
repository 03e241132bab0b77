import { useAgendaTexts } from './texts';

interface OpenedHours {
  place_id: string | null;
  from_time: string;
  to_time: string;
  slot_minutes: number;
  modalities: string[];
  audience: string[];
}

/** « 09:30 » in minutes since midnight. */
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** What hours to be opened must say, wherever they are opened. */
export function useHoursRules() {
  const t = useAgendaTexts();
  const some = (sentence: 'weekdays' | 'modality' | 'audience') => (value: string[]) =>
    value.length > 0 ? null : t(`missing.${sentence}`);
  return {
    weekdays: some('weekdays'),
    hours: {
      place_id: (value: string | null) => (value ? null : t('missing.place')),
      to_time: (value: string, all: OpenedHours) => {
        if (value <= all.from_time) return t('missing.times');
        return minutesOf(value) - minutesOf(all.from_time) < all.slot_minutes ? t('missing.room') : null;
      },
      modalities: some('modality'),
      audience: some('audience'),
    },
  };
}
