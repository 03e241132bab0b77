import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/partners.json';

export const useTexts = featureTexts('partners', sentences);
