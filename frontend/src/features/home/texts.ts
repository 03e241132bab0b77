import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/home.json';

export const useTexts = featureTexts('home', sentences);
