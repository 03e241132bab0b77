import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/rules.json';

export const useTexts = featureTexts('rules', sentences);
