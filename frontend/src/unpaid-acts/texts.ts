import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/unpaid-acts.json';

export const useUnpaidActTexts = featureTexts('unpaid-acts', sentences);
