import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/triage.json';

export const useTexts = featureTexts('triage', sentences);
