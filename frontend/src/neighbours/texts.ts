import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/neighbours.json';

export const useNeighbourTexts = featureTexts('neighbours', sentences);
