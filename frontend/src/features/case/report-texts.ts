import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/reports.json';

export const useReportTexts = featureTexts('reports', sentences);
