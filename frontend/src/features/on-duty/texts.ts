import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/on-duty.json';

export const useTexts = featureTexts('on-duty', sentences);
