import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/bundle.json';

export const useTexts = featureTexts('bundle', sentences);
