import { createLazyFileRoute } from '@tanstack/react-router';
import { CrisisPage } from '@/features/crisis/crisis-page';

export const Route = createLazyFileRoute('/_app/crise')({ component: CrisisPage });
