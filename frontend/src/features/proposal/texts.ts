import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/proposal.json';

export const useTexts = featureTexts('proposal', sentences);
