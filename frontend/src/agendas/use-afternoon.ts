import { useQuery } from '@tanstack/react-query';
import { agendaRulesQuery } from './queries';

/** Until it is known what the CPTS set: the default of the rules of the profession, section 7. */
const DEFAULT = '13:00';

/** When the afternoon of a half-day begins (HH:MM). */
export const useAfternoon = () => useQuery(agendaRulesQuery).data?.afternoon_from ?? DEFAULT;
