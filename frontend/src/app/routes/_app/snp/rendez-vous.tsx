import { createFileRoute } from '@tanstack/react-router';
import { readAppointmentsSearch } from '@/features/appointments/search';

export const Route = createFileRoute('/_app/snp/rendez-vous')({ validateSearch: readAppointmentsSearch });
