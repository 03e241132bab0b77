import { featureTexts } from '@/lib/i18n';
import sentences from '@/locales/fr/appointment.json';

export const useAppointmentTexts = featureTexts('appointment', sentences);
