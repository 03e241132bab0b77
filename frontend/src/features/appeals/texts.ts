import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/appeals.json';

export const useTexts = featureTexts('appeals', sentences);
