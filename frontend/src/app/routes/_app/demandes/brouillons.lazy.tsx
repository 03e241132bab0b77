import { createLazyFileRoute } from '@tanstack/react-router';
import { DraftsPage } from '@/features/drafts/drafts-page';

export const Route = createLazyFileRoute('/_app/demandes/brouillons')({ component: DraftsPage });
