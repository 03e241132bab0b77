import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/refusals.json';

export const useTexts = featureTexts('refusals', sentences);
