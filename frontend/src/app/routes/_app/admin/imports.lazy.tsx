import { createLazyFileRoute } from '@tanstack/react-router';
import { ImportsPage } from '@/features/imports/imports-page';

export const Route = createLazyFileRoute('/_app/admin/imports')({ component: ImportsPage });
