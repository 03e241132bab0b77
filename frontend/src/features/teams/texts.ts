import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/teams.json';

export const useTexts = featureTexts('teams', sentences);
