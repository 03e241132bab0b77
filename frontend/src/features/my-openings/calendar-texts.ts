import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/calendars.json';

export const useTexts = featureTexts('calendars', sentences);
