import { createLazyFileRoute } from '@tanstack/react-router';
import { EditPage } from '@/features/on-duty/edit-page';

export const Route = createLazyFileRoute('/_app/gardes/page-publique')({ component: EditPage });
