import { useQuery } from '@tanstack/react-query';
import { professionalQuery } from '@/directory/queries';
import { agendasQuery } from './queries';

/** Where the openings of an agenda stand: the places of a professional's sheet, or the one of an agenda without login. */
export function usePlaces(professionalId: string | null) {
  const agendas = useQuery(agendasQuery);
  const agenda = agendas.data?.items.find((one) => one.agenda_id === professionalId);
  const sheet = useQuery({
    ...professionalQuery(professionalId ?? ''),
    enabled: professionalId !== null && !agendas.isPending && !agenda,
  });
  const places = agenda ? [{ ...agenda, commune_name: null }] : (sheet.data?.places ?? []);
  return places.map((place) => ({
    value: place.place_id,
    label: [place.label, place.commune_name].filter(Boolean).join(' · ') || place.place_id,
  }));
}
