import { createLazyFileRoute } from '@tanstack/react-router';
import { DowntimePage } from '@/features/downtime/downtime-page';

export const Route = createLazyFileRoute('/_app/demandes/liste-de-secours')({ component: DowntimePage });
