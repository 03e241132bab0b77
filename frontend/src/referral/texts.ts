import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/referral.json';

export const useReferralTexts = featureTexts('referral', sentences);
