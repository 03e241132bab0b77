import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/equity.json';

export const useTexts = featureTexts('equity', sentences);
