import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/crisis.json';

export const useTexts = featureTexts('crisis', sentences);
