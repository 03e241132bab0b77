import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/pools.json';

export const useTexts = featureTexts('pools', sentences);
