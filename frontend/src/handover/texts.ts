import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/handover.json';

export const useHandoverTexts = featureTexts('handover', sentences);
