import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/agendas.json';

export const useAgendaTexts = featureTexts('agendas', sentences);
