import { createLazyFileRoute } from '@tanstack/react-router';
import { MyOpeningsPage } from '@/features/my-openings/my-openings-page';

export const Route = createLazyFileRoute('/_app/snp/mes-plages')({ component: MyOpeningsPage });
