import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/solicitations.json';

export const useTexts = featureTexts('solicitations', sentences);
