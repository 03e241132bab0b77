import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/plan.json';

export const useTexts = featureTexts('plan', sentences);
