import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/coverage.json';

export const useTexts = featureTexts('coverage', sentences);
