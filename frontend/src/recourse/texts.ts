import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/recourse.json';

export const useRecourseTexts = featureTexts('recourse', sentences);
