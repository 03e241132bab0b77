import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/home-return.json';

export const useHomeReturnTexts = featureTexts('home-return', sentences);
