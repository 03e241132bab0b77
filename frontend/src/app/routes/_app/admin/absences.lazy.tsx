import { createLazyFileRoute } from '@tanstack/react-router';
import { LeavesPage } from '@/features/leaves/leaves-page';

export const Route = createLazyFileRoute('/_app/admin/absences')({ component: LeavesPage });
