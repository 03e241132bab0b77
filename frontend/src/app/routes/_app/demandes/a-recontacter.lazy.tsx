import { createLazyFileRoute } from '@tanstack/react-router';
import { RefusalsPage } from '@/features/refusals/refusals-page';

export const Route = createLazyFileRoute('/_app/demandes/a-recontacter')({ component: RefusalsPage });
