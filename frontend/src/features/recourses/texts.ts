import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/recourses.json';

export const useTexts = featureTexts('recourses', sentences);
