import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/spreadsheets.json';

export const useTexts = featureTexts('spreadsheets', sentences);
