import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/notifications.json';

export const useTexts = featureTexts('notifications', sentences);
