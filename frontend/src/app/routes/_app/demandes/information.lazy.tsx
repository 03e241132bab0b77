import { createLazyFileRoute } from '@tanstack/react-router';
import { InformationPage } from '@/features/information/information-page';

export const Route = createLazyFileRoute('/_app/demandes/information')({ component: InformationPage });
