import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/settings.json';

export const useTexts = featureTexts('settings', sentences);
