import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/delays.json';

export const useTexts = featureTexts('delays', sentences);
