import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/my-offer.json';

export const useTexts = featureTexts('my-offer', sentences);
