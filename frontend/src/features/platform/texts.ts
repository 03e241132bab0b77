import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/platform.json';

export const useTexts = featureTexts('platform', sentences);
