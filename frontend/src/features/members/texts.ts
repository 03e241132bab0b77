import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/members.json';

export const useTexts = featureTexts('members', sentences);
