import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/my-openings.json';

export const useTexts = featureTexts('my-openings', sentences);
