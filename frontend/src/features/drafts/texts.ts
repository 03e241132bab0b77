import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/drafts.json';

export const useTexts = featureTexts('drafts', sentences);
