import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/gaps.json';

export const useTexts = featureTexts('gaps', sentences);
