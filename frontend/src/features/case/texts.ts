import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/case.json';

export const useTexts = featureTexts('case', sentences);
