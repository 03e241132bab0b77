import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/imports.json';

export const useTexts = featureTexts('imports', sentences);
