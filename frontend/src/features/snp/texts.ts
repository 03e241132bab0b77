import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/snp.json';

export const useTexts = featureTexts('snp', sentences);
