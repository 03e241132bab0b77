import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/desk.json';

export const useTexts = featureTexts('desk', sentences);
