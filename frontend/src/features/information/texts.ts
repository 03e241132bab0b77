import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/information.json';

export const useTexts = featureTexts('information', sentences);
