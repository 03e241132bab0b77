import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/choice.json';

export const useTexts = featureTexts('choice', sentences);
