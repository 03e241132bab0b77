import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/new-referral.json';

export const useTexts = featureTexts('new-referral', sentences);
