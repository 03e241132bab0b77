import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/session.json';

export const useTexts = featureTexts('session', sentences);
