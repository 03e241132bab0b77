import { useAgendaTexts } from './texts';

interface OpenedHours {
  place_id: string | null;
  from_time: string;
  to_time: string;
  modalities: string[];
  audience: string[];
}

/** What hours to be opened must say, wherever they are opened. */
export function useHoursRules() {
  const t = useAgendaTexts();
  const some = (sentence: 'weekdays' | 'modality' | 'audience') => (value: string[]) =>
    value.length > 0 ? null : t(`missing.${sentence}`);
  return {
    weekdays: some('weekdays'),
    hours: {
      place_id: (value: string | null) => (value ? null : t('missing.place')),
      to_time: (value: string, all: OpenedHours) => (value > all.from_time ? null : t('missing.times')),
      modalities: some('modality'),
      audience: some('audience'),
    },
  };
}
