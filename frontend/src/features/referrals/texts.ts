import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/referrals.json';

export const useTexts = featureTexts('referrals', sentences);
