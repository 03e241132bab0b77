import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/rounds.json';

export const useTexts = featureTexts('rounds', sentences);
