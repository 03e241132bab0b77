import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/wishes.json';

export const useWishTexts = featureTexts('wishes', sentences);
