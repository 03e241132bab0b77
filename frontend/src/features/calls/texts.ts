import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/calls.json';

export const useTexts = featureTexts('calls', sentences);
