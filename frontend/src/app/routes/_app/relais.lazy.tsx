import { createLazyFileRoute } from '@tanstack/react-router';
import { HandedPage } from '@/features/handed/handed-page';

export const Route = createLazyFileRoute('/_app/relais')({ component: HandedPage });
