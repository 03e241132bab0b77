import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/appointments.json';

export const useTexts = featureTexts('appointments', sentences);
