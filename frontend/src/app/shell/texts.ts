import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/shell.json';

export const useShell = featureTexts('shell', sentences);
