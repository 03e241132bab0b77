import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/rotas.json';

export const useTexts = featureTexts('rotas', sentences);
