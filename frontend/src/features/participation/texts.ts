import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/participation.json';

export const useTexts = featureTexts('participation', sentences);
