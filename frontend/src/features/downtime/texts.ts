import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/downtime.json';

export const useTexts = featureTexts('downtime', sentences);
