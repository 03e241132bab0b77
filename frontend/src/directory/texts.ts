import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/directory.json';

export const useDirectoryTexts = featureTexts('directory', sentences);
