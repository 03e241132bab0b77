import { createLazyFileRoute } from '@tanstack/react-router';
import { PartnersPage } from '@/features/partners/partners-page';

export const Route = createLazyFileRoute('/_app/admin/partenaires')({ component: PartnersPage });
