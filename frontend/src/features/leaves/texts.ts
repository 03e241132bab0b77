import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/leaves.json';

export const useTexts = featureTexts('leaves', sentences);
